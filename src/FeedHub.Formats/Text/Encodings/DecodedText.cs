using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace FeedHub.Formats.Text.Encodings;

/// <summary>The characters of a document in a rented buffer, and how they were decoded.</summary>
internal sealed class DecodedText : IDisposable
{
    private DecodedText(char[] chars, int length, string name, string? note)
    {
        Chars = chars;
        Length = length;
        Name = name;
        Note = note;
    }

    public char[] Chars { get; }

    public int Length { get; private set; }

    /// <summary>WHATWG name of the encoding.</summary>
    public string Name { get; }

    /// <summary>What had to be guessed or overruled; null when the document was what it declared.</summary>
    public string? Note { get; }

    public Span<char> Span => Chars.AsSpan(0, Length);

    /// <summary>Sets the length that is left after characters were repaired in place.</summary>
    public void Shorten(int length) => Length = length;

    /// <summary>Decodes a document.</summary>
    /// <param name="body">The bytes.</param>
    /// <param name="contentType">The Content-Type header, or null.</param>
    /// <param name="language">Language that the document is said to be in, as evidence of an encoding that has to be guessed.</param>
    public static DecodedText Decode(ReadOnlySpan<byte> body, string? contentType, string? language = null)
    {
        var stated = new DeclaredLanguage(language);
        if (XmlEncoding.ByMark(body) is { } marked)
        {
            body = body[marked.Skip..];
            return marked.Encoding == Encoding.UTF8 && !Utf8.IsValid(body) ? DecodeMixed(body, marked, stated) : Decode(body, marked);
        }

        // Nearly everything is UTF-8: decoding it is also the fastest way to find out.
        var chars = ArrayPool<char>.Shared.Rent(body.Length + 1);
        var fit = !Utf8Text.TryDecode(body, chars, out var length) ? Utf8Fit.None
            : length == body.Length ? Utf8Fit.Ascii : Utf8Fit.Utf8;
        var choice = XmlEncoding.Choose(body, contentType, fit, stated);
        if (fit == Utf8Fit.Ascii && choice.Encoding.IsSingleByte || fit != Utf8Fit.None && choice.Encoding == Encoding.UTF8)
            return new DecodedText(chars, length, choice.Name, choice.Note);
        ArrayPool<char>.Shared.Return(chars);
        // UTF-8 that is none, or one byte a character with something else in between. DOS Cyrillic often looks like UTF-8.
        return choice.Encoding == Encoding.UTF8 || (choice.Encoding.IsSingleByte && choice.Name != "ibm866" && MixedText.HasUtf8(body))
            ? DecodeMixed(body, choice, stated)
            : Decode(body, choice);
    }

    private static DecodedText Decode(ReadOnlySpan<byte> bytes, XmlEncoding.Choice choice)
    {
        var chars = ArrayPool<char>.Shared.Rent(Math.Max(1, choice.Encoding.GetMaxCharCount(bytes.Length)));
        return new DecodedText(chars, choice.Encoding.GetChars(bytes, chars), choice.Name, choice.Note);
    }

    private static DecodedText DecodeMixed(ReadOnlySpan<byte> bytes, XmlEncoding.Choice choice, DeclaredLanguage language)
    {
        var mixed = new MixedText(bytes, choice, language);
        var chars = ArrayPool<char>.Shared.Rent(bytes.Length + 1);
        var length = mixed.Decode(chars);
        var notes = new[] { choice.Note, mixed.Note }.OfType<string>().ToList();
        return new DecodedText(chars, length, choice.Name, notes.Count == 0 ? null : string.Join("; ", notes));
    }

    public void Dispose() => ArrayPool<char>.Shared.Return(Chars);
}
