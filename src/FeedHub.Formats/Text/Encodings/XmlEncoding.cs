using System.Text;
using System.Text.RegularExpressions;

namespace FeedHub.Formats.Text.Encodings;

/// <summary>How well bytes fit UTF-8.</summary>
internal enum Utf8Fit
{
    None,
    Ascii,
    Utf8,
}

/// <summary>
/// Decides the encoding of a document as browsers do (Encoding Standard; XML 1.0 appendix F): byte order mark, then HTTP,
/// then the declaration, then the bytes themselves. A label that the bytes disprove is overruled.
/// </summary>
internal static partial class XmlEncoding
{
    private const int DeclarationReach = 1024;

    /// <param name="Skip">Length of the byte order mark.</param>
    /// <param name="Note">What was guessed or overruled.</param>
    public readonly record struct Choice(Encoding Encoding, string Name, int Skip, string? Note);

    /// <summary>The encoding of a body without a byte order mark.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="contentType">The Content-Type header.</param>
    /// <param name="fit">Whether the bytes are UTF-8.</param>
    /// <param name="language">What language is said to be in the document.</param>
    public static Choice Choose(ReadOnlySpan<byte> body, string? contentType, Utf8Fit fit, DeclaredLanguage language)
    {
        if (ByZeroBytes(body) is { } wide)
            return wide;
        var http = CharsetOf(contentType);
        var declared = Declared(body);
        var label = http ?? declared;
        var named = EncodingLabels.Find(http) ?? EncodingLabels.Find(declared);
        if (fit == Utf8Fit.Utf8 && (named is not { IsMultibyte: true } || LooksLikeUtf8(body, named.Value)))
        {
            var overruled = label is not null && named is not { Name: "utf-8" } ? $"the text is UTF-8, not {label} as declared" : null;
            return new Choice(Encoding.UTF8, "utf-8", 0, overruled);
        }

        if (named is { Name: not "utf-8" } other)
            return Labelled(body, other, label!, fit, language, null);
        if (fit != Utf8Fit.None)
        {
            var unknown = label is not null && named is null ? $"the encoding {label} is unknown; the text was read as UTF-8" : null;
            return new Choice(Encoding.UTF8, "utf-8", 0, unknown);
        }

        if (http is not null && EncodingLabels.Find(declared) is { Name: not "utf-8" } fallback)
            return Labelled(body, fallback, declared!, fit, language, $"the text is not {http} as HTTP says; it was read as {declared}");
        return EncodingGuess.Guess(body, named is null ? label : null, language);
    }

    /// <summary>The encoding of the label, unless it is one that programs give to anything and the text is in another.</summary>
    private static Choice Labelled(
        ReadOnlySpan<byte> body, EncodingLabels.Named named, string label, Utf8Fit fit, DeclaredLanguage language, string? note)
    {
        if (fit == Utf8Fit.None && named.Name == "windows-1252" && EncodingGuess.Overrule(body, label, language) is { } other)
            return other;
        if (fit == Utf8Fit.None && named.Name == EncodingLabels.Geostd8)
            return new Choice(EncodingGuess.Georgian(body), EncodingLabels.Geostd8, 0, note);
        return new Choice(named.Encoding, named.Name, 0, note);
    }

    public static Choice? ByMark(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return new Choice(Encoding.UTF8, "utf-8", 3, null);
        if (body.StartsWith((ReadOnlySpan<byte>)[0x00, 0x00, 0xFE, 0xFF]))
            return new Choice(EncodingLabels.Utf32BigEndian, "utf-32be", 4, null);
        if (body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0x00, 0x00]))
            return new Choice(Encoding.UTF32, "utf-32le", 4, null);
        if (body.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return new Choice(Encoding.BigEndianUnicode, "utf-16be", 2, null);
        if (body.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return new Choice(Encoding.Unicode, "utf-16le", 2, null);
        return null;
    }

    // The first character of XML and of JSON is ASCII, so the zero bytes around it show the width (XML 1.0 appendix F.1).
    private static Choice? ByZeroBytes(ReadOnlySpan<byte> body)
    {
        if (body.Length < 4)
            return null;
        return (body[0], body[1], body[2], body[3]) switch
        {
            (0, 0, 0, not 0) => new Choice(EncodingLabels.Utf32BigEndian, "utf-32be", 0, null),
            (not 0, 0, 0, 0) => new Choice(Encoding.UTF32, "utf-32le", 0, null),
            (0, not 0, 0, not 0) => new Choice(Encoding.BigEndianUnicode, "utf-16be", 0, null),
            (not 0, 0, not 0, 0) => new Choice(Encoding.Unicode, "utf-16le", 0, null),
            _ => null,
        };
    }

    // Two bytes of GBK or EUC-KR may happen to be valid UTF-8; three in a row hardly ever are.
    private static bool LooksLikeUtf8(ReadOnlySpan<byte> body, EncodingLabels.Named named)
    {
        if (named.Name == "utf-8")
            return true;
        var foreign = 0;
        foreach (var b in body)
        {
            if (b >= 0xE0)
                foreign++;
        }

        return foreign > 8;
    }

    private static string? CharsetOf(string? contentType) =>
        contentType is not null && Charset().Match(contentType) is { Success: true } match ? match.Groups["label"].Value : null;

    private static string? Declared(ReadOnlySpan<byte> body)
    {
        if (body[..Math.Min(body.Length, DeclarationReach)].IndexOf("encoding"u8) < 0)
            return null;
        var head = Encoding.Latin1.GetString(body[..Math.Min(body.Length, DeclarationReach)]);
        return Declaration().Match(head) is { Success: true } match ? match.Groups["label"].Value : null;
    }

    [GeneratedRegex(
        """charset\s*=\s*["']?(?<label>[^\s"';,]+)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Charset();

    [GeneratedRegex("""<\?xml\s[^>]*?encoding\s*=\s*["'](?<label>[^"'>]+)["']""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();
}
