using System.IO.Compression;
using System.Security.Cryptography;

namespace FeedHub.Server.Rendering.Http;

/// <summary>The bytes of a resource in every content coding that we support, with its validators (RFC 9110 §8).</summary>
internal sealed record Representation
{
    /// <summary>Above this, a better ratio costs more time than it saves on the wire for a document made on request.</summary>
    private const int BrotliQuality = 5;
    private const int BrotliWindow = 22;

    private Representation(byte[] identity, string mediaType, DateTimeOffset? lastModified)
    {
        MediaType = mediaType;
        LastModified = lastModified;
        var hash = Convert.ToHexStringLower(SHA256.HashData(identity).AsSpan(0, 16));
        Variants =
        [
            new(ContentCoding.Brotli, Brotli(identity), $"\"{hash}-br\""),
            new(ContentCoding.Gzip, Gzip(identity), $"\"{hash}-gzip\""),
            new(ContentCoding.Identity, identity, $"\"{hash}\""),
        ];
    }

    public string MediaType { get; }
    /// <summary>Date of the content, never of the rendering; null for content without a date of its own.</summary>
    public DateTimeOffset? LastModified { get; }
    /// <summary>The value of <c>Link</c> that goes with these bytes (RFC 8288), or null.</summary>
    public string? Link { get; init; }
    /// <summary>One for each coding.</summary>
    public IReadOnlyList<Variant> Variants { get; }
    public long Bytes => Variants.Sum(v => (long)v.Body.Length);

    public Variant this[ContentCoding coding] => Variants.First(v => v.Coding == coding);

    /// <summary>Compresses the bytes and hashes them; equal bytes have equal tags on every node.</summary>
    public static Representation From(byte[] identity, string mediaType, DateTimeOffset? lastModified) =>
        new(identity, mediaType, lastModified);

    private static byte[] Brotli(byte[] bytes)
    {
        var buffer = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        return BrotliEncoder.TryCompress(bytes, buffer, out var written, BrotliQuality, BrotliWindow)
            ? buffer[..written]
            : throw new InvalidOperationException("Brotli needs more room than the maximum that it reports.");
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize)) gzip.Write(bytes);
        return compressed.ToArray();
    }
}

/// <summary>The bytes in one coding and their strong entity tag, quotes included.</summary>
internal sealed record Variant(ContentCoding Coding, byte[] Body, string ETag);
