using System.Text;
using System.Text.RegularExpressions;

namespace FeedHub.Formats.Text.Encodings;

/// <summary>
/// The languages that are said to be in a document, as evidence of its encoding: the operator's word first, then the document's own,
/// which is found before the document is decoded.
/// </summary>
/// <param name="stated">BCP 47 tag that the operator or the transport states, or null.</param>
internal sealed partial class DeclaredLanguage(string? stated)
{
    /// <summary>Bytes in which a document's own language is looked for.</summary>
    private const int Reach = 1 << 16;

    private string? own;
    private bool isRead;

    /// <summary>Whether it is a language that windows-1254 was made for, or written in it.</summary>
    public bool IsTurkic(ReadOnlySpan<byte> body) => Is(stated, Turkic) || (!Is(stated, Nordic) && Is(Own(body), Turkic));

    /// <summary>Whether it is one of the languages that use ð, þ and ý as such.</summary>
    public bool IsNordic(ReadOnlySpan<byte> body) => Is(stated, Nordic) || (!Is(stated, Turkic) && Is(Own(body), Nordic));

    private static readonly string[] Turkic = ["tr", "tur", "az", "aze", "crh", "gag", "ku", "kmr", "tk", "tt"];
    private static readonly string[] Nordic = ["is", "isl", "fo", "fao"];

    private static bool Is(string? tag, string[] languages) =>
        tag is not null && languages.Contains(tag.Trim().Split('-', '_', ' ')[0].ToLowerInvariant());

    // Looked for once: every part of a mixed document may ask.
    private string? Own(ReadOnlySpan<byte> body)
    {
        if (!isRead && Tag().Match(Encoding.Latin1.GetString(body[..Math.Min(body.Length, Reach)])) is { Success: true } match)
            own = match.Groups["tag"].Value;
        isRead = true;
        return own;
    }

    [GeneratedRegex(
        """<(?:[a-z]{1,10}:)?language>\s{0,20}(?:<!\[CDATA\[)?\s{0,20}(?<tag>[a-z]{2,3})\b|\bxml:lang\s?=\s?["'](?<tag>[a-z]{2,3})\b|"language"\s{0,9}:\s{0,9}"(?<tag>[a-z]{2,3})\b""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();
}
