using System.Text;

namespace FeedHub.Formats.Text.Encodings;

/// <summary>Encodings by the labels that publishers give them, including labels that the Encoding Standard does not have.</summary>
internal static class EncodingLabels
{
    /// <summary>The Georgian standard, under whose name two orders of letters are in use.</summary>
    public const string Geostd8 = "geostd8";

    public static readonly Encoding Utf32BigEndian = new UTF32Encoding(bigEndian: true, byteOrderMark: false);

    /// <param name="Name">WHATWG name in lower case.</param>
    public readonly record struct Named(Encoding Encoding, string Name)
    {
        public bool IsMultibyte => !Encoding.IsSingleByte;
    }

    public static Named? Find(string? label)
    {
        if (label is null or { Length: > 40 })
            return null;
        var key = label.Trim().ToLowerInvariant().Replace('_', '-');
        if (Canonical(key) is { } name)
            return Get(name);
        // "cp-1251", "win1251", "x-windows-1251"
        var digits = new string([.. key.Where(char.IsAsciiDigit)]);
        if (digits is "874" or "1250" or "1251" or "1252" or "1253" or "1254" or "1255" or "1256" or "1257" or "1258")
            return Get("windows-" + digits);
        return Get(key);
    }

    private static string? Canonical(string key) => key switch
    {
        "utf8" or "utf-8" or "unicode-1-1-utf-8" or "u8" or "utf" => "utf-8",
        // The declaration was read as ASCII, so the text is not UTF-16, whatever it declares (Encoding Standard §9).
        _ when key.StartsWith("utf-16", StringComparison.Ordinal) || key.StartsWith("utf-32", StringComparison.Ordinal) => "utf-8",
        "u16" or "u32" or "ucs-2" or "iso-10646-ucs-2" or "unicode" => "utf-8",
        "us-ascii" or "ascii" or "ansi" or "iso-8859-1" or "iso8859-1" or "latin-1" or "latin1" or "l1" or "iso8859" or "cp819" =>
            "windows-1252",
        "iso-8859-9" or "latin5" => "windows-1254",
        "iso-8859-11" or "tis-620" => "windows-874",
        "gb2312" or "gbk" or "gb-2312-80" or "gb18030-2000" or "x-gbk" or "cp936" => "gb18030",
        "euc-kr" or "ks-c-5601-1987" or "ksc5601" or "cp949" or "uhc" or "korean" => "euc-kr",
        "shift-jis" or "sjis" or "x-sjis" or "ms-kanji" or "windows-31j" or "cp932" => "shift_jis",
        "big5-hkscs" or "cn-big5" or "x-x-big5" or "cp950" => "big5",
        "koi8" or "koi" or "koi8-ru" => "koi8-r",
        "cp866" or "866" => "ibm866",
        "mac" or "x-mac-roman" => "macintosh",
        "cp857" or "857" => "ibm857",
        "armscii8" or "armscii" or "x-armscii-8" => "armscii-8",
        "georgian-academy" => "georgian-academy",
        "georgian-ps" or "x-georgian-ps" => "georgian-ps",
        "geostd8" or "geostd-8" or "geostd" or "x-geostd8" or "georgian" => Geostd8,
        _ => null,
    };

    private static Named? Get(string name)
    {
        var encoding = name switch
        {
            "utf-8" => Encoding.UTF8,
            "euc-kr" => CodePagesEncodingProvider.Instance.GetEncoding(949),
            "shift_jis" => CodePagesEncodingProvider.Instance.GetEncoding(932),
            "ibm866" => CodePagesEncodingProvider.Instance.GetEncoding(866),
            "armscii-8" => TableEncoding.Armscii8,
            "georgian-ps" or Geostd8 => TableEncoding.GeorgianPs,
            "georgian-academy" => TableEncoding.GeorgianAcademy,
            "gb18030" => CodePagesEncodingProvider.Instance.GetEncoding(54936),
            _ => CodePagesEncodingProvider.Instance.GetEncoding(name),
        };
        return encoding is null ? null : new Named(encoding, name);
    }
}
