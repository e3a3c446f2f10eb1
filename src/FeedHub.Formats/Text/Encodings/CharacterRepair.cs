using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace FeedHub.Formats.Text.Encodings;

/// <summary>Repairs characters: those that XML 1.0 §2.2 forbids, C1 controls meant as windows-1252, and UTF-8 encoded twice.</summary>
internal static class CharacterRepair
{
    /// <summary>The WHATWG index of windows-1252, 0x80 to 0x9F.</summary>
    public const string Windows1252 =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F" +
        "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private static readonly SearchValues<char> Controls =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Where(c => c is not 0x9 and not 0xA).Select(c => (char)c)]);

    // Surrogates are checked in pairs.
    private static readonly SearchValues<char> Unwritable = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Where(c => !IsAllowed(c)).Select(c => (char)c)]);

    public static char FromWindows1252(byte c1) => Windows1252[c1 - 0x80];

    public static bool IsAllowed(int codePoint) =>
        codePoint is 0x9 or 0xA or 0xD or (>= 0x20 and < 0xD800) or (>= 0xE000 and <= 0x10FFFF and not 0xFFFE and not 0xFFFF);

    /// <summary>The text without the characters and unpaired surrogates that XML cannot hold.</summary>
    public static string Writable(string text)
    {
        if (text.AsSpan().IndexOfAny(Unwritable) < 0)
            return text;
        var writable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsAllowed(rune.Value))
                writable.Append(rune.ToString());
        }

        return writable.ToString();
    }

    /// <summary>Repairs in place and normalises line ends (XML 1.0 §2.11); returns the new length and whether anything was wrong.</summary>
    public static (int Length, bool Mended) Clean(Span<char> text)
    {
        // Scans that the processor does many characters at a time, before the loop that looks at each character.
        var hasControls = text.ContainsAny(Controls);
        if (hasControls && text.Contains('\r'))
        {
            text = text[..NormaliseLineEnds(text)];
            hasControls = text.ContainsAny(Controls);
        }

        if (!hasControls
            && text.IndexOfAnyInRange('\u007F', '\u009F') < 0
            && text.IndexOfAnyInRange('\uFFFE', '\uFFFF') < 0)
        {
            return (text.Length, false);
        }

        var to = 0;
        var mapped = false;
        foreach (var c in text)
        {
            if (c is >= '\u0080' and <= '\u009F')
            {
                text[to++] = FromWindows1252((byte)c);
                mapped |= text[to - 1] != c;
            }
            else if (c is (>= ' ' or '\t' or '\n') and < '\uFFFE' and not '\u007F')
            {
                text[to++] = c;
            }
        }

        return (to, mapped || to < text.Length);
    }

    private static int NormaliseLineEnds(Span<char> text)
    {
        int from = 0, to = 0;
        while (text[from..].IndexOf('\r') is var length and >= 0)
        {
            text.Slice(from, length).CopyTo(text[to..]);
            to += length;
            from += length + 1;
            text[to++] = '\n';
            if (from < text.Length && text[from] == '\n')
                from++;
        }

        var rest = text[from..];
        rest.CopyTo(text[to..]);
        return to + rest.Length;
    }

    /// <summary>
    /// The text with one layer of UTF-8 removed when every non-ASCII character is a byte of well-formed UTF-8; else null.
    /// </summary>
    public static string? Undouble(ReadOnlySpan<char> text)
    {
        var first = text.IndexOfAnyInRange('\u00C2', '\u00F4');
        if (first < 0 || first + 1 >= text.Length || ToByte(text[first + 1]) is not (>= 0x80 and < 0xC0))
            return null;
        var bytes = ArrayPool<byte>.Shared.Rent(text.Length);
        try
        {
            for (var i = 0; i < text.Length; i++)
            {
                if (ToByte(text[i]) is not { } one)
                    return null;
                bytes[i] = one;
            }

            var encoded = bytes.AsSpan(0, text.Length);
            return Utf8.IsValid(encoded) ? Cleaned(Encoding.UTF8.GetString(encoded)) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static string Cleaned(string text)
    {
        var chars = text.ToCharArray();
        var (length, _) = Clean(chars);
        return new string(chars, 0, length);
    }

    private static byte? ToByte(char c)
    {
        if (c <= 0xFF)
            return (byte)c;
        var index = Windows1252.IndexOf(c, StringComparison.Ordinal);
        return index < 0 ? null : (byte)(0x80 + index);
    }
}
