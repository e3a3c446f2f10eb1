using System.Buffers;
using System.Text;

namespace FeedHub.Core.Urls;

/// <summary>The normal form of percent-encoding (RFC 3986 §6.2.2): unreserved characters bare, all others in upper-case hex.</summary>
internal static class PercentEncoding
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?");

    public static string Normalise(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyExcept(Plain))
            return text.ToString();
        var normal = new StringBuilder(text.Length);
        Span<byte> utf8 = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            if (text[0] == '%' && text.Length > 2 && char.IsAsciiHexDigit(text[1]) && char.IsAsciiHexDigit(text[2]))
            {
                var code = (char)((Digit(text[1]) << 4) | Digit(text[2]));
                if (char.IsAsciiLetterOrDigit(code) || code is '-' or '.' or '_' or '~')
                    normal.Append(code);
                else
                    Escape((byte)code, normal);
                text = text[3..];
            }
            else if (Plain.Contains(text[0]))
            {
                normal.Append(text[0]);
                text = text[1..];
            }
            else
            {
                Rune.DecodeFromUtf16(text, out var rune, out var used);
                foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
                    Escape(b, normal);
                text = text[used..];
            }
        }

        return normal.ToString();
    }

    private static void Escape(byte b, StringBuilder output) => output.Append('%').Append(Hex(b >> 4)).Append(Hex(b & 15));

    private static char Hex(int digit) => "0123456789ABCDEF"[digit];

    private static int Digit(char c) => char.IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10;
}
