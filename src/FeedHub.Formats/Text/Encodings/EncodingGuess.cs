using System.Text;

namespace FeedHub.Formats.Text.Encodings;

/// <summary>Guesses the encoding of a text that is not in its declared encoding, or declares none and is not UTF-8.</summary>
internal static class EncodingGuess
{
    private const string Latin = "windows-1252";
    private const string Turkish = "windows-1254";

    /// <summary>Letters that a text must have before it is taken for Georgian or Armenian, or its label is overruled.</summary>
    private const int Enough = 30;

    /// <summary>The encoding of a whole document.</summary>
    /// <param name="body">The bytes, which are not UTF-8.</param>
    /// <param name="unknownLabel">The label that the document bears, when nobody knows it.</param>
    /// <param name="language">What language is said to be in it.</param>
    public static XmlEncoding.Choice Guess(ReadOnlySpan<byte> body, string? unknownLabel, DeclaredLanguage language)
    {
        var (valid, foreign) = MixedText.Measure(body);
        if (valid >= foreign.High)
            return new XmlEncoding.Choice(Encoding.UTF8, "utf-8", 0, null);
        var name = Name(foreign, language, body);
        // The text may be in a script that we have no table for. Read as Cyrillic it would count as Russian.
        if (unknownLabel is not null && IsCyrillic(name) && !ReadsAsCyrillic(foreign, name))
            name = Latin;
        return Named(name, unknownLabel is null
            ? $"the encoding was guessed to be {name}"
            : $"the encoding {unknownLabel} is unknown; it was guessed to be {name}");
    }

    /// <summary>The encoding of a text that is labelled as Latin-1 or ASCII, when it clearly is another; else null.</summary>
    public static XmlEncoding.Choice? Overrule(ReadOnlySpan<byte> body, string label, DeclaredLanguage language)
    {
        var (_, foreign) = MixedText.Measure(body);
        if (foreign.High == 0)
            return null;
        var name = Name(foreign, language, body);
        var isClear = name == Turkish
            || (name != Latin && foreign.Letters >= Enough && (!IsCyrillic(name) || ReadsAsCyrillic(foreign, name)));
        return isClear ? Named(name, $"the text is {name}, not {label} as declared") : null;
    }

    /// <summary>Name of the encoding that the bytes fit best.</summary>
    /// <param name="profile">Of the text.</param>
    /// <param name="language">What language is said to be in the document.</param>
    /// <param name="body">The document, which may state its language.</param>
    public static string Name(ByteProfile profile, DeclaredLanguage language, ReadOnlySpan<byte> body)
    {
        if (IsTurkish(profile, language, body))
            return Turkish;
        // Words of another script are runs of high bytes; letters of Latin alphabets stand alone among ASCII.
        if (!profile.IsOfRuns)
            return Latin;
        if (IsArmenian(profile))
            return "armscii-8";
        if (IsGeorgian(profile))
            return Georgian(profile);
        if (profile.Letters * 10 > profile.High * 8)
            return profile.Between(0xE0, 0xFF) >= profile.Between(0xC0, 0xDF) ? "windows-1251" : "koi8-r";
        return (profile.Between(0x80, 0xAF) + profile.Between(0xE0, 0xF1)) * 10 > profile.High * 9 ? "ibm866" : Latin;
    }

    /// <summary>GEOSTD8 in whichever of its two orders the text is.</summary>
    public static Encoding Georgian(ReadOnlySpan<byte> body) =>
        EncodingLabels.Find(Georgian(MixedText.Measure(body).Foreign))!.Value.Encoding;

    // The commonest letters differ, and the old letters are not used.
    private static string Georgian(ByteProfile profile) =>
        profile.Of(0xC7, 0xC8, 0xCE, 0xD5) >= profile.Of(0xC9, 0xE1, 0xE3, 0xE4) ? "georgian-academy" : "georgian-ps";

    /// <summary>
    /// Six letters are all that windows-1254 and windows-1252 do not share: ğ ı ş are ð ý þ there. Those are Icelandic too, but then
    /// á, é, í, ó, ú and æ are as frequent; and every other language has letters of its own besides.
    /// </summary>
    private static bool IsTurkish(ByteProfile profile, DeclaredLanguage language, ReadOnlySpan<byte> body)
    {
        var different = profile.Of(0xD0, 0xDD, 0xDE, 0xF0, 0xFD, 0xFE);
        if (different == 0)
            return false;
        var isMuch = different * 3 >= profile.Letters;
        if (language.IsTurkic(body))
            return isMuch || !profile.IsOfRuns;
        var icelandic = profile.Of(0xC1, 0xC9, 0xCD, 0xD3, 0xDA, 0xC6, 0xE1, 0xE9, 0xED, 0xF3, 0xFA, 0xE6);
        var cedillas = profile.Of(0xC7, 0xDC, 0xE7, 0xFC);
        return isMuch && icelandic * 4 <= different && (cedillas > 0 || (different >= 2 && profile.Of(0xDD, 0xFD) > 0))
            && !language.IsNordic(body);
    }

    // ARMSCII-8 has capital and small letters in turn, so nearly all bytes of a text are odd; ա is every seventh letter.
    private static bool IsArmenian(ByteProfile profile)
    {
        int letters = 0, small = 0;
        for (var b = 0xB2; b <= 0xFD; b++)
        {
            letters += profile.Of((byte)b);
            small += b % 2 == 1 ? profile.Of((byte)b) : 0;
        }

        return letters >= Enough && small * 100 >= letters * 85 && profile.Of(0xB3) * 100 >= letters * 7;
    }

    // Georgian has no capitals, so nothing is beyond the 39 letters; ა is every seventh letter. Where GEOSTD8 has ა, KOI8 has ю, which is
    // rare, and windows-1251 has А, which is frequent only among capitals: then so is О, at the place of a rare Georgian letter.
    private static bool IsGeorgian(ByteProfile profile)
    {
        var letters = profile.Letters;
        return letters >= Enough && profile.Between(0xC0, 0xE6) * 100 >= letters * 97
            && profile.Of(0xC0) * 100 >= letters * 9 && profile.Of(0xCE) * 100 <= letters * 4;
    }

    /// <summary>Whether an encoding that was guessed has Latin letters beyond ASCII.</summary>
    public static bool IsLatin(string name) => name is Latin or Turkish;

    private static bool IsCyrillic(string name) => name is "windows-1251" or "koi8-r" or "ibm866";

    // о, е, а, и, н and т are 35 to 50 of 100 letters in every language written in Cyrillic that feeds are in.
    private static bool ReadsAsCyrillic(ByteProfile profile, string name) => 30 * profile.High <= 100 * name switch
    {
        "windows-1251" => profile.Of(0xEE, 0xE5, 0xE0, 0xE8, 0xED, 0xF2),
        "koi8-r" => profile.Of(0xCF, 0xC5, 0xC1, 0xC9, 0xCE, 0xD4),
        _ => profile.Of(0xAE, 0xA5, 0xA0, 0xA8, 0xAD, 0xE2),
    };

    private static XmlEncoding.Choice Named(string name, string note) =>
        new(EncodingLabels.Find(name)!.Value.Encoding, name, 0, note);
}
