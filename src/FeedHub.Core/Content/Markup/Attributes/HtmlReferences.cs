using System.Buffers;
using System.Text;
using AngleSharp.Html;
using FeedHub.Core.Content.Characters;

namespace FeedHub.Core.Content.Markup.Attributes;

/// <summary>Character references of HTML (§13.5) in both directions.</summary>
internal static class HtmlReferences
{
    private static readonly SearchValues<char> InText = SearchValues.Create("&<>\u00A0\r");
    private static readonly SearchValues<char> InAttribute = SearchValues.Create("&<>\"\u00A0\r");

    private const int LongestName = 32;

    /// <summary>What &#128; to &#159; mean (HTML §13.2.5.80): old CMSs send dashes and quotes this way.</summary>
    private const string Windows1252 =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F" +
        "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    /// <summary>Appends <paramref name="text"/> with its references decoded; characters that XML 1.0 forbids are omitted.</summary>
    public static void Decode(scoped ReadOnlySpan<char> text, ref ValueStringBuilder output, bool inAttribute)
    {
        while (true)
        {
            var ampersand = text.IndexOf('&');
            if (ampersand < 0)
            {
                output.Append(text);
                return;
            }

            output.Append(text[..ampersand]);
            text = text[ampersand..];
            var used = DecodeOne(text, ref output, inAttribute);
            if (used == 0)
            {
                output.Append('&');
                used = 1;
            }

            text = text[used..];
        }
    }

    /// <summary>The decoded value of an attribute.</summary>
    public static string DecodeAttribute(ReadOnlySpan<char> raw)
    {
        if (!raw.Contains('&'))
            return raw.ToString();
        var decoded = new ValueStringBuilder(raw.Length);
        Decode(raw, ref decoded, inAttribute: true);
        return decoded.Finish();
    }

    /// <summary>Appends plain <paramref name="text"/> as HTML (§13.3, escaping a string).</summary>
    public static void Encode(scoped ReadOnlySpan<char> text, ref ValueStringBuilder output, bool inAttribute)
    {
        while (true)
        {
            var next = text.IndexOfAny(inAttribute ? InAttribute : InText);
            if (next < 0)
            {
                output.Append(text);
                return;
            }

            output.Append(text[..next]);
            output.Append(text[next] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                // A parser has only one kind of line end (HTML §13.2.3.5).
                '\r' => next + 1 < text.Length && text[next + 1] == '\n' ? "" : "\n",
                _ => "&nbsp;",
            });
            text = text[(next + 1)..];
        }
    }

    /// <summary>Decodes the reference at the start of <paramref name="text"/> and returns its length; 0 if there is none.</summary>
    private static int DecodeOne(scoped ReadOnlySpan<char> text, ref ValueStringBuilder output, bool inAttribute)
    {
        if (text.Length > 2 && text[1] == '#')
            return DecodeNumber(text, ref output);
        var end = 1;
        while (end < text.Length && end <= LongestName && char.IsAsciiLetterOrDigit(text[end]))
            end++;
        if (end == 1)
            return 0;
        var closed = end < text.Length && text[end] == ';';
        // "?a=1&copy=2" in a link is not a copyright sign.
        if (!closed && inAttribute && end < text.Length && text[end] == '=')
            return 0;
        if (closed)
            end++;
        var symbol = HtmlEntityProvider.Resolver.GetSymbol(text[1..end].ToString());
        if (string.IsNullOrEmpty(symbol))
            return 0;
        output.Append(symbol);
        return end;
    }

    private static int DecodeNumber(scoped ReadOnlySpan<char> text, ref ValueStringBuilder output)
    {
        var used = ReadNumber(text, out var code);
        if (used == 0)
            return 0;
        Span<char> utf16 = stackalloc char[2];
        if (code is >= 0x80 and < 0xA0)
        {
            output.Append(Windows1252[code - 0x80]);
        }
        else if (code is >= 0xD800 and <= 0xDBFF
            && ReadNumber(text[used..], out var low) is var more and > 0
            && low is >= 0xDC00 and <= 0xDFFF)
        {
            // HTML makes two U+FFFD of the halves of an emoji, but it is clear what software that counts in UTF-16 means by them.
            (utf16[0], utf16[1]) = ((char)code, (char)low);
            output.Append(utf16);
            return used + more;
        }
        else if (code is >= 0x110000 or 0 or (>= 0xD800 and <= 0xDFFF))
        {
            output.Append('\uFFFD');
        }
        else if (XmlCharacters.IsAllowed(code))
        {
            output.Append(utf16[..new Rune(code).EncodeToUtf16(utf16)]);
        }

        return used;
    }

    /// <summary>Reads a numeric reference; returns its length, or 0 if none begins here.</summary>
    private static int ReadNumber(scoped ReadOnlySpan<char> text, out int code)
    {
        code = 0;
        if (text.Length < 3 || text[0] != '&' || text[1] != '#')
            return 0;
        var hex = text[2] is 'x' or 'X';
        var start = hex ? 3 : 2;
        var end = start;
        while (end < text.Length && (hex ? char.IsAsciiHexDigit(text[end]) : char.IsAsciiDigit(text[end])))
        {
            code = Math.Min(code * (hex ? 16 : 10) + Digit(text[end]), 0x110000);
            end++;
        }

        return end == start ? 0 : end < text.Length && text[end] == ';' ? end + 1 : end;
    }

    private static int Digit(char c) => char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
}
