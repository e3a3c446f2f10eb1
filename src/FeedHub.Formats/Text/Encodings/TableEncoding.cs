using System.Text;

namespace FeedHub.Formats.Text.Encodings;

/// <summary>
/// An encoding that .NET does not have, of one byte for each character: ASCII, and a table for the upper half. It only decodes.
/// </summary>
/// <param name="upperHalf">The 128 characters from 0x80 on.</param>
internal sealed class TableEncoding(string upperHalf) : Encoding
{
    private const string Controls =
        "\u0080\u0081\u0082\u0083\u0084\u0085\u0086\u0087\u0088\u0089\u008A\u008B\u008C\u008D\u008E\u008F" +
        "\u0090\u0091\u0092\u0093\u0094\u0095\u0096\u0097\u0098\u0099\u009A\u009B\u009C\u009D\u009E\u009F";

    private const string Latin1Signs = "\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯°±²³´µ¶·¸¹º»¼½¾¿";

    /// <summary>GEOSTD8 as MySQL and libiconv (GEORGIAN-PS) have it: the old letters stand at their places in the old alphabet.</summary>
    public static readonly TableEncoding GeorgianPs =
        new(CharacterRepair.Windows1252 + Latin1Signs + "აბგდევზჱთიკლმნჲოპჟრსტჳუფქღყშჩცძწჭხჴჯჰჵæçèéêëìíîïðñòóôõö÷øùúûüýþÿ");

    /// <summary>GEOSTD8 as others have it (GEORGIAN-ACADEMY): the alphabet of today, the old letters at its end.</summary>
    public static readonly TableEncoding GeorgianAcademy =
        new(CharacterRepair.Windows1252 + Latin1Signs + "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰჱჲჳჴჵჶçèéêëìíîïðñòóôõö÷øùúûüýþÿ");

    /// <summary>The Armenian standard AST 34.005: a capital letter, then its small one.</summary>
    public static readonly TableEncoding Armscii8 =
        new(Controls + "\u00A0\u058Dև։)(»«—.՝,-֊…՜՛՞" +
            "ԱաԲբԳգԴդԵեԶզԷէԸըԹթԺժԻիԼլԽխԾծԿկՀհՁձՂղՃճՄմՅյՆնՇշՈոՉչՊպՋջՌռՍսՎվՏտՐրՑցՒւՓփՔքՕօՖֆ՚\uFFFD");

    public override bool IsSingleByte => true;

    public override int GetMaxCharCount(int byteCount) => byteCount;

    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    public override int GetChars(ReadOnlySpan<byte> bytes, Span<char> chars)
    {
        for (var i = 0; i < bytes.Length; i++)
            chars[i] = bytes[i] < 0x80 ? (char)bytes[i] : upperHalf[bytes[i] - 0x80];
        return bytes.Length;
    }

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex) =>
        GetChars(bytes.AsSpan(byteIndex, byteCount), chars.AsSpan(charIndex));

    public override int GetMaxByteCount(int charCount) => throw OnlyDecodes();

    public override int GetByteCount(char[] chars, int index, int count) => throw OnlyDecodes();

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => throw OnlyDecodes();

    private static NotSupportedException OnlyDecodes() => new("This encoding is only read, never written.");
}
