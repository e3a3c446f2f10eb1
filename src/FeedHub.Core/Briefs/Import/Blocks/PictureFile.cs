using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FeedHub.Core.Briefs.Import.Blocks;

/// <summary>The type and size of a picture according to its bytes, whatever its name or server says.</summary>
/// <param name="Extension">With its dot.</param>
/// <param name="Width">Pixels; 0 if they are not at the beginning of the file.</param>
public sealed record PictureFile(string Extension, int Width, int Height)
{
    /// <summary>Maximum size in bytes.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    /// <summary>Maximum pixels: a small file can expand to gigabytes of memory on a reader's device.</summary>
    private const long MaxPixels = 50_000_000;

    /// <summary>The picture, or null for anything else, including SVG, which can contain scripts.</summary>
    public static PictureFile? From(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is < 16 or > MaxBytes)
        {
            return null;
        }
        var picture = bytes[0] == 0x89 && bytes[1..].StartsWith("PNG\r\n"u8) && bytes.Length > 24
                ? new(".png", BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]))
            : bytes.StartsWith("GIF8"u8) ? new(
                ".gif", BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]))
            : bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF ? Jpeg(bytes)
            : bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? WebP(bytes)
            : null;
        return picture is null || picture.Width < 0 || picture.Height < 0 || (long)picture.Width * picture.Height > MaxPixels
            ? null
            : picture;
    }

    /// <summary>The name under which it is stored: it identifies the content.</summary>
    /// <param name="slug">The brief for which it is stored first.</param>
    public string NameFor(string slug, ReadOnlySpan<byte> bytes) =>
        $"{slug}-{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6))}{Extension}";

    /// <summary>The frame header is the first of the segments C0 to CF that is not DHT, JPG or DAC (ITU-T T.81 §B.2.2).</summary>
    private static PictureFile? Jpeg(ReadOnlySpan<byte> bytes)
    {
        for (var at = 2; at + 9 < bytes.Length && bytes[at] == 0xFF;)
        {
            if (bytes[at + 1] is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return new(".jpg", BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]));
            }
            at += bytes[at + 1] == 0xFF ? 1 : 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }
        return null;
    }

    /// <summary>
    /// The first chunk says which form it is: extended (its canvas: RFC 9649 §2.7), lossy (14 bits of each side: RFC 6386 §9.1) or lossless
    /// (14 bits of each, less one: RFC 9649 §3.4).
    /// </summary>
    private static PictureFile WebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30)
        {
            return new(".webp", 0, 0);
        }
        var form = bytes[12..16];
        if (form.SequenceEqual("VP8X"u8))
        {
            return new(
                ".webp", 1 + (bytes[24] | bytes[25] << 8 | bytes[26] << 16), 1 + (bytes[27] | bytes[28] << 8 | bytes[29] << 16));
        }
        if (form.SequenceEqual("VP8 "u8) && bytes[23..26] is [0x9D, 0x01, 0x2A])
        {
            return new(".webp", BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFF);
        }
        var sides = BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]);
        return form.SequenceEqual("VP8L"u8) && bytes[20] == 0x2F
            ? new(".webp", 1 + (int)(sides & 0x3FFF), 1 + (int)(sides >> 14 & 0x3FFF))
            : new(".webp", 0, 0);
    }
}
