using System.Globalization;
using AngleSharp.Html;
using FeedHub.Formats.Text;
using FeedHub.Formats.Text.Encodings;

namespace FeedHub.Formats.Xml;

/// <summary>
/// Replaces character and entity references: XML's five, those of the document's internal subset (under a cap, so that
/// nested entities cannot blow up), and HTML's. External entities are not supported.
/// </summary>
internal sealed class XmlEntities
{
    private const int MaxNesting = 8;
    private const int MaxExpansion = 1 << 20;
    private const int MaxNested = 10_000;
    private const int MaxDeclared = 1000;
    private const int MaxNameLength = 40;

    private readonly Dictionary<string, string> declared = [];
    private long expanded;
    private int nested;

    public XmlRepair Repairs { get; set; }

    public void Declare(string name, string value)
    {
        // XML 1.0 §4.2: the first declaration of a name binds.
        if (declared.Count < MaxDeclared)
            declared.TryAdd(name, value);
    }

    /// <summary>Appends <paramref name="raw"/> with every reference replaced.</summary>
    public void Decode(ReadOnlySpan<char> raw, CharBuffer output, int nesting = 0)
    {
        while (raw.IndexOf('&') is var at and >= 0)
        {
            output.Append(raw[..at]);
            raw = raw[at..];
            var used = raw.Length > 1 && raw[1] == '#' ? DecodeNumber(raw, output) : DecodeName(raw, output, nesting);
            if (used == 0)
            {
                Repairs |= XmlRepair.BareAmpersand;
                output.Append('&');
                used = 1;
            }

            raw = raw[used..];
        }

        output.Append(raw);
    }

    private int DecodeNumber(ReadOnlySpan<char> raw, CharBuffer output)
    {
        var used = ReadNumber(raw, out var codePoint);
        if (codePoint is >= 0x80 and <= 0x9F)
        {
            output.Append(CharacterRepair.FromWindows1252((byte)codePoint));
        }
        else if (CharacterRepair.IsAllowed(codePoint))
        {
            output.AppendRune(codePoint);
        }
        else if (used > 0)
        {
            Repairs |= XmlRepair.IllegalCharacter;
            // Software that counts in UTF-16 writes a character beyond U+FFFF as references to its two halves.
            if (codePoint is >= 0xD800 and <= 0xDBFF
                && raw[used..].StartsWith("&#")
                && ReadNumber(raw[used..], out var low) is var more and > 0
                && low is >= 0xDC00 and <= 0xDFFF)
            {
                output.AppendRune(char.ConvertToUtf32((char)codePoint, (char)low));
                return used + more;
            }
        }

        return used;
    }

    /// <summary>Reads a numeric reference; returns its length, or 0 when it has no digits.</summary>
    private static int ReadNumber(ReadOnlySpan<char> raw, out int codePoint)
    {
        var hex = raw.Length > 2 && (raw[2] | 0x20) == 'x';
        var start = hex ? 3 : 2;
        var end = start;
        while (end < raw.Length && (hex ? char.IsAsciiHexDigit(raw[end]) : char.IsAsciiDigit(raw[end])))
            end++;
        codePoint = 0;
        if (end <= start)
            return 0;
        var style = hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        codePoint = int.TryParse(raw[start..end], style, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
        return end < raw.Length && raw[end] == ';' ? end + 1 : end;
    }

    private int DecodeName(ReadOnlySpan<char> raw, CharBuffer output, int nesting)
    {
        var length = raw[..Math.Min(raw.Length, MaxNameLength)].IndexOf(';');
        if (length < 2)
            return 0;
        var name = raw[1..length];
        switch (name)
        {
            case "amp": output.Append('&'); break;
            case "lt": output.Append('<'); break;
            case "gt": output.Append('>'); break;
            case "quot": output.Append('"'); break;
            case "apos": output.Append('\''); break;
            default:
                if (!DecodeDeclared(name, output, nesting) && !DecodeHtml(raw[1..(length + 1)], output))
                    return 0;
                break;
        }

        return length + 1;
    }

    private bool DecodeDeclared(ReadOnlySpan<char> name, CharBuffer output, int nesting)
    {
        if (declared.Count == 0 || !declared.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var value))
            return false;
        // Entities within entities may multiply without growing.
        nested += nesting > 0 ? 1 : 0;
        expanded += value.Length;
        if (nesting >= MaxNesting || nested > MaxNested || expanded > MaxExpansion)
        {
            Repairs |= XmlRepair.EntityLimit;
            return true;
        }

        Decode(value, output, nesting + 1);
        return true;
    }

    private bool DecodeHtml(ReadOnlySpan<char> name, CharBuffer output)
    {
        if (name.ContainsAnyExcept(NameCharacters))
            return false;
        if (HtmlEntityProvider.Resolver.GetSymbol(name.ToString()) is not { } symbol)
            return false;
        Repairs |= XmlRepair.UndeclaredEntity;
        output.Append(symbol);
        return true;
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789;");
}
