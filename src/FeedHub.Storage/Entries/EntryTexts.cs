using System.Buffers;
using System.IO.Compression;
using System.Text;
using FeedHub.Core.Stories;

namespace FeedHub.Storage.Entries;

/// <summary>
/// The texts of an entry as one column, compressed together (Brotli): the plain text says again what is in the markup, so that three texts
/// take up little more room than one. Before them stand their lengths, so that a list need not unpack more than it shows.
/// </summary>
/// <param name="Summary">HTML; null if there is none.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Content">HTML; null if there is none.</param>
internal readonly record struct EntryTexts(string? Summary, string Text, string? Content)
{
    /// <summary>The characters of a summary that are read for an excerpt: as much markup as its words can span.</summary>
    private const int ExcerptSummary = 8000;

    /// <summary>Of Brotli's qualities, 0 to 11: what comes above it costs more time and saves hardly more room.</summary>
    private const int Quality = 5;

    /// <summary>Logarithm of the size of Brotli's window, in bytes: few texts are longer, and it is allocated each time.</summary>
    private const int Window = 16;

    /// <summary>Bytes of UTF-8 that hold this many characters, even if the last byte is part of another one.</summary>
    private static int BytesFor(int characters) => (3 * characters) + 4;

    public byte[] Packed()
    {
        var lengths = (Summary: Bytes(Summary), Text: Bytes(Text), Content: Bytes(Content));
        var size = Math.Max(0, lengths.Summary) + lengths.Text + Math.Max(0, lengths.Content);
        var plain = ArrayPool<byte>.Shared.Rent(size);
        var packed = ArrayPool<byte>.Shared.Rent(Lengths.MaxBytes + BrotliEncoder.GetMaxCompressedLength(size));
        try
        {
            var at = 0;
            foreach (var text in (ReadOnlySpan<string?>)[Summary, Text, Content])
                at += Encoding.UTF8.GetBytes(text ?? "", plain.AsSpan(at));
            var head = new Lengths(lengths.Summary, lengths.Text, lengths.Content).Write(packed);
            return BrotliEncoder.TryCompress(plain.AsSpan(0, size), packed.AsSpan(head), out var written, Quality, Window)
                ? packed[..(head + written)]
                : throw new InvalidOperationException("The texts of an entry could not be compressed.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain);
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    public static EntryTexts From(byte[] packed)
    {
        var lengths = Lengths.Read(packed, out var head);
        return Unpack(packed.AsSpan(head), lengths, lengths.Total, plain => new EntryTexts(
            lengths.Summary < 0 ? null : Encoding.UTF8.GetString(plain[..lengths.Summary]),
            Encoding.UTF8.GetString(plain.Slice(Math.Max(0, lengths.Summary), lengths.Text)),
            lengths.Content < 0 ? null : Encoding.UTF8.GetString(plain[^lengths.Content..])));
    }

    /// <summary>The plain text, without the others.</summary>
    public static EntryTexts TextFrom(byte[] packed)
    {
        var lengths = Lengths.Read(packed, out var head);
        var summary = Math.Max(0, lengths.Summary);
        return Unpack(
            packed.AsSpan(head), lengths, summary + lengths.Text,
            plain => new EntryTexts(Summary: null, Encoding.UTF8.GetString(plain[summary..]), Content: null));
    }

    /// <summary>
    /// What an excerpt and the choice of the lead need: the beginning of the text, and that of the summary if there is a content, since a
    /// summary alone is the text. No content.
    /// </summary>
    public static EntryTexts ExcerptFrom(byte[] packed)
    {
        var lengths = Lengths.Read(packed, out var head);
        var summary = Math.Max(0, lengths.Summary);
        var text = Math.Min(lengths.Text, BytesFor(StoryLead.FullText));
        return Unpack(packed.AsSpan(head), lengths, summary + text, plain => new EntryTexts(
            lengths.Summary < 0 || lengths.Content < 0
                ? null
                : Beginning(plain[..Math.Min(summary, BytesFor(ExcerptSummary))], ExcerptSummary),
            Beginning(plain[summary..], StoryLead.FullText),
            Content: null));
    }

    private static EntryTexts Unpack(ReadOnlySpan<byte> packed, Lengths lengths, int needed, Func<ReadOnlySpan<byte>, EntryTexts> read)
    {
        var plain = ArrayPool<byte>.Shared.Rent(needed);
        using var decoder = new BrotliDecoder();
        try
        {
            decoder.Decompress(packed, plain.AsSpan(0, needed), out _, out var written);
            return written == needed
                ? read(plain.AsSpan(0, needed))
                : throw new InvalidDataException($"The texts of an entry are damaged: {written} of {lengths.Total} bytes can be read.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(plain);
        }
    }

    /// <summary>The first characters of a text of which the last byte may belong to a character that is cut off.</summary>
    private static string Beginning(ReadOnlySpan<byte> utf8, int max)
    {
        var text = Encoding.UTF8.GetString(utf8);
        if (text.Length <= max)
            return text;
        return text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)];
    }

    private static int Bytes(string? text) => text is null ? -1 : Encoding.UTF8.GetByteCount(text);

    /// <summary>Bytes of each text in UTF-8; −1 for one that is null. Written as numbers of seven bits a byte, one too high.</summary>
    private readonly record struct Lengths(int Summary, int Text, int Content)
    {
        public const int MaxBytes = 3 * 5;

        public int Total => Math.Max(0, Summary) + Text + Math.Max(0, Content);

        public int Write(Span<byte> to)
        {
            var at = 0;
            foreach (var length in (ReadOnlySpan<int>)[Summary, Text, Content])
            {
                for (var left = (uint)(length + 1); ; left >>= 7)
                {
                    to[at++] = (byte)(left < 0x80 ? left : 0x80 | (left & 0x7F));
                    if (left < 0x80)
                        break;
                }
            }
            return at;
        }

        /// <param name="bytes">How many bytes they take up.</param>
        public static Lengths Read(ReadOnlySpan<byte> from, out int bytes)
        {
            bytes = 0;
            return new(Next(from, ref bytes), Next(from, ref bytes), Next(from, ref bytes));
        }

        private static int Next(ReadOnlySpan<byte> from, ref int at)
        {
            var value = 0u;
            for (var shift = 0; ; shift += 7)
            {
                var part = from[at++];
                value |= (part & 0x7Fu) << shift;
                if (part < 0x80)
                    return (int)value - 1;
            }
        }
    }
}
