namespace FeedHub.Server.Commands;

/// <summary>Text from outside on a terminal.</summary>
internal static class TerminalText
{
    /// <summary>On one line; what a server sent must not steer the terminal.</summary>
    public static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
