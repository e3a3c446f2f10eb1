using System.Buffers;
using System.Globalization;

namespace FeedHub.Core.Content;

/// <summary>Makes text from other sites safe for terminals and logs: it must not control a terminal or forge a line in a log.</summary>
public static class TerminalText
{
    /// <summary>Replaces a character that is not shown, so that readers can see that there was one.</summary>
    private const char Shown = '\uFFFD';

    /// <summary>
    /// The control characters of ECMA-48 (C0, DEL, C1) except tab and line feed, the line and paragraph separators, and the characters that
    /// change the direction of writing (UAX #9 §2).
    /// </summary>
    private static readonly SearchValues<char> Steering = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(c =>
            (char.IsControl(c) && c is not '\t' and not '\n') || c is (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))]);

    /// <summary>The text on one line, for a text that somebody else wrote.</summary>
    public static string Plain(string text) => Lines(text).Replace('\n', ' ').Replace('\t', ' ').Trim();

    /// <summary>The text with its tabs and line ends, for a text whose lines are ours.</summary>
    public static string Lines(string text) => text.AsSpan().ContainsAny(Steering)
        ? string.Concat(text.Replace("\r\n", "\n", StringComparison.Ordinal).Select(c => Steering.Contains(c) ? Shown : c))
        : text;

    /// <summary>A document whose format has escapes, with terminal control characters escaped, so that nothing is lost.</summary>
    /// <param name="escape">The format's escape of a UTF-16 code unit, such as <c>\u{0:x4}</c>.</param>
    public static string Escaped(string document, string escape)
    {
        return document.AsSpan().ContainsAny(Steering) ? string.Concat(document.Select(Of)) : document;

        string Of(char c) => Steering.Contains(c) ? string.Format(CultureInfo.InvariantCulture, escape, (int)c) : c.ToString();
    }
}
