using System.Globalization;
using System.Text;
using FeedHub.Core.Content;

namespace FeedHub.Server.Terminal;

/// <summary>
/// What every verb writes to: nothing that goes through it can control a terminal. It cannot tell a line break in outside text from one of
/// ours, so callers remove those from outside text with <see cref="TerminalText.Plain"/>.
/// </summary>
internal sealed class TerminalWriter(TextWriter inner) : TextWriter(CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Whether the output goes to a person at a terminal, and not to a log or a program.</summary>
    public bool IsWatched => inner == Console.Out && !Console.IsOutputRedirected;

    public override void Write(char value) => inner.Write(TerminalText.Lines(value.ToString()));

    public override void Write(char[] buffer, int index, int count) => Write(new string(buffer, index, count));

    public override void Write(ReadOnlySpan<char> buffer) => Write(new string(buffer));

    public override void Write(string? value) => inner.Write(Safe(value));

    public override void WriteLine() => inner.WriteLine();

    public override void WriteLine(string? value) => inner.WriteLine(Safe(value));

    public override Task WriteAsync(char value) => inner.WriteAsync(TerminalText.Lines(value.ToString()));

    public override Task WriteAsync(char[] buffer, int index, int count) => WriteAsync(new string(buffer, index, count));

    public override Task WriteAsync(ReadOnlyMemory<char> buffer, CancellationToken cancellationToken = default) =>
        WriteAsync(buffer.ToString());

    public override Task WriteAsync(string? value) => inner.WriteAsync(Safe(value));

    public override Task WriteLineAsync() => inner.WriteLineAsync();

    public override Task WriteLineAsync(string? value) => inner.WriteLineAsync(Safe(value));

    public override void Flush() => inner.Flush();

    public override Task FlushAsync() => inner.FlushAsync();

    private static string? Safe(string? text) => text is null ? null : TerminalText.Lines(text);
}
