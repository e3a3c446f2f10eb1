using System.Text;
using System.Text.RegularExpressions;
using FeedHub.Core.Content.Characters;

namespace FeedHub.Core.Briefs.Import.Text;

/// <summary>
/// Writes what others wrote into a line of our own Markdown: nothing in it is markup or a link, and nothing steers the text around it.
/// </summary>
public static partial class ForeignText
{
    /// <summary>Maximum characters of an address that becomes a link, so that a brief with many of them does not grow too long.</summary>
    private const int MaxAddress = 1_500;

    /// <summary>The characters that change the direction of writing (UAX #9 §2): they would turn round what follows the words.</summary>
    private const string Steering = "\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    /// <summary>The words on one line, as plain text.</summary>
    public static string Line(string text) =>
        MarkdownText.Collapse(string.Concat(XmlCharacters.Keep(text).Where(c => !Steering.Contains(c, StringComparison.Ordinal)))).Trim();

    /// <summary>The same words as Markdown that shows exactly them, at the beginning of a line too.</summary>
    public static string Words(string text) => MarkdownText.EscapeLineStart(
        Address().Replace(MarkdownText.Escape(Line(text)), bare => $"{bare.Value[..^1]}\\{bare.Value[^1]}"));

    /// <summary>A link; without an address, or with one that is too long, the words alone.</summary>
    /// <param name="words">As Markdown.</param>
    /// <param name="url">An absolute web address, as it was sent; or null.</param>
    public static string Link(string words, string? url) =>
        url is not null && Destination(url) is { Length: <= MaxAddress } address ? $"[{words}](<{address}>)" : words;

    /// <summary>The address between angle brackets, where backslashes and references have a meaning (CommonMark §6.3).</summary>
    internal static string Destination(string url)
    {
        var written = new StringBuilder(url.Length);
        foreach (var c in Reference().Replace(XmlCharacters.Keep(url), "&amp;"))
        {
            var isPlain = c is not ('<' or '>' or '\\') && !char.IsWhiteSpace(c) && !char.IsControl(c)
                && !Steering.Contains(c, StringComparison.Ordinal);
            written.Append(isPlain ? c.ToString() : Uri.EscapeDataString(c.ToString()));
        }
        return written.ToString();
    }

    /// <summary>How a bare address begins, of which Markdown would make a link.</summary>
    [GeneratedRegex("(https?|ftp|mailto|tel):|www\\.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex("&(?=#?[A-Za-z0-9]+;)")]
    private static partial Regex Reference();
}
