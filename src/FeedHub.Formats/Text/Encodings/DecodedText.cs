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

    public static DecodedText Decode(ReadOnlySpan<byte> body, string? contentType)
    {
        if (XmlEncoding.ByMark(body) is { } marked)
            return Decode(body[marked.Skip..], marked);
        // Nearly everything is UTF-8: decoding it is also the fastest way to find out.
        var chars = ArrayPool<char>.Shared.Rent(body.Length + 1);
        var status = Utf8.ToUtf16(body, chars, out _, out var length, replaceInvalidSequences: false);
        var fit = status != OperationStatus.Done ? Utf8Fit.None : length == body.Length ? Utf8Fit.Ascii : Utf8Fit.Utf8;
        var choice = XmlEncoding.Choose(body, contentType, fit);
        if (fit == Utf8Fit.Ascii && choice.Encoding.IsSingleByte || fit != Utf8Fit.None && choice.Encoding == Encoding.UTF8)
            return new DecodedText(chars, length, choice.Name, choice.Note);
        ArrayPool<char>.Shared.Return(chars);
        return Decode(body, choice);
    }

    private static DecodedText Decode(ReadOnlySpan<byte> bytes, XmlEncoding.Choice choice)
    {
        var chars = ArrayPool<char>.Shared.Rent(Math.Max(1, choice.Encoding.GetMaxCharCount(bytes.Length)));
        return new DecodedText(chars, choice.Encoding.GetChars(bytes, chars), choice.Name, choice.Note);
    }

    public void Dispose() => ArrayPool<char>.Shared.Return(Chars);
}
