using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace FeedHub.Formats.Text;

/// <summary>
/// Addresses as URIs (RFC 3986), which RSS asks for and every reader understands: what an IRI or a careless link holds besides is
/// percent-encoded (RFC 3987 §3.1), and the host is written in punycode. IDs are never changed in this way: they are compared as text.
/// </summary>
internal static class UriForm
{
    /// <summary>What may stand anywhere behind the host.</summary>
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?");

    private static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    /// <summary>The same address as a URI; the same string if it is one. Null stays null.</summary>
    [return: NotNullIfNotNull(nameof(url))]
    public static string? From(string? url)
    {
        if (url is null || !url.AsSpan().ContainsAnyExcept(Plain))
            return url;
        var written = new StringBuilder(url.Length + 32);
        var rest = url.AsSpan();
        if (url.IndexOf("://", StringComparison.Ordinal) is var scheme and > 0 && rest[..scheme].IndexOfAny(":/?#") < 0)
        {
            var authority = scheme + 3;
            var length = rest[authority..].IndexOfAny('/', '?', '#') is var end and >= 0 ? end : rest.Length - authority;
            written.Append(rest[..authority]);
            WriteAuthority(rest.Slice(authority, length), written);
            rest = rest[(authority + length)..];
        }

        WriteRest(rest, written);
        return written.ToString();
    }

    /// <summary>True for an address that is a URI as it is.</summary>
    public static bool Is(string url) => From(url) == url;

    private static void WriteAuthority(ReadOnlySpan<char> authority, StringBuilder written)
    {
        var host = authority.LastIndexOf('@') + 1;
        WriteRest(authority[..host], written);
        var name = authority[host..];
        var port = name.LastIndexOf(':') is var colon and >= 0 && !name[(colon + 1)..].ContainsAnyExceptInRange('0', '9')
            ? name[colon..] : [];
        name = name[..^port.Length];
        if (name is ['[', .., ']'] && Ascii.IsValid(name))
            written.Append(name);
        else
            WriteRest(Ascii.IsValid(name) ? name : Punycode(name), written);
        written.Append(port);
    }

    /// <summary>A name that IDNA forbids stays as it is, and is then percent-encoded (RFC 3986 §3.2.2).</summary>
    private static string Punycode(ReadOnlySpan<char> name)
    {
        var host = name.ToString();
        try
        {
            return Idn.GetAscii(host);
        }
        catch (ArgumentException)
        {
            return host;
        }
    }

    private static void WriteRest(ReadOnlySpan<char> text, StringBuilder written)
    {
        Span<byte> utf8 = stackalloc byte[4];
        var inFragment = false;
        while (!text.IsEmpty)
        {
            var plain = text.IndexOfAnyExcept(Plain) is var other and >= 0 ? other : text.Length;
            written.Append(text[..plain]);
            text = text[plain..];
            if (text.IsEmpty)
                return;
            if (IsKept(text, inFragment))
            {
                inFragment |= text[0] == '#';
                written.Append(text[0]);
                text = text[1..];
                continue;
            }

            Rune.DecodeFromUtf16(text, out var rune, out var used);
            foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
                written.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            text = text[used..];
        }
    }

    /// <summary>An encoded character, or the mark of the fragment, which may stand once.</summary>
    private static bool IsKept(ReadOnlySpan<char> text, bool inFragment) => text[0] switch
    {
        '%' => text.Length > 2 && char.IsAsciiHexDigit(text[1]) && char.IsAsciiHexDigit(text[2]),
        '#' => !inFragment,
        _ => false,
    };
}
