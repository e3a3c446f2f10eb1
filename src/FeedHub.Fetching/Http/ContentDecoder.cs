using System.IO.Compression;
using FeedHub.Core.Sources;

namespace FeedHub.Fetching.Http;

/// <summary>Decodes the content codings of a body (RFC 9110 §8.4), within a size limit.</summary>
internal static class ContentDecoder
{
    public const string Accepted = "gzip, deflate, br";

    /// <summary>No honest server applies more.</summary>
    private const int MaxLayers = 2;

    /// <summary>No feed unpacks to more than this many times its size; a large body that does was made to fill memory.</summary>
    private const int MaxRatio = 100;
    private const int HarmlessBytes = 1024 * 1024;

    /// <summary>The decoded body.</summary>
    /// <param name="declared">Values of Content-Encoding, in the order in which the codings were applied.</param>
    /// <exception cref="TransportException">Too large, damaged, cut short, or in a coding that was not asked for.</exception>
    public static byte[] Decode(byte[] body, IEnumerable<string> declared, int maxBytes)
    {
        var codings = declared.SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Select(c => c.ToLowerInvariant()).Where(IsCoding).ToList();
        if (codings.Count > MaxLayers)
        {
            throw new TransportException(
                FetchFailure.BadEncoding, $"{codings.Count} content codings on top of each other", transient: false);
        }
        // An empty body is empty in every coding: servers declare gzip on empty answers too.
        return body.Length == 0 ? body : Enumerable.Reverse(codings).Aggregate(body, (b, coding) => Undo(b, coding, maxBytes));
    }

    /// <summary>True for a real coding; other values that outlets send (<c>utf-8</c>, <c>none</c>, <c>identity</c>) are ignored.</summary>
    private static bool IsCoding(string name) =>
        name is "gzip" or "x-gzip" or "deflate" or "br" or "zstd" or "compress" or "x-compress" or "dcb" or "dcz" or "exi" or "pack200-gzip"
            or "aes128gcm";

    private static byte[] Undo(byte[] body, string coding, int maxBytes)
    {
        // Some servers declare gzip and send plain text; gzip is recognised by its first two bytes (RFC 1952 §2.3.1).
        if (coding is "gzip" or "x-gzip" && !body.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
            return body;
        var input = new CodedBytes(body);
        using Stream decoder = coding switch
        {
            "gzip" or "x-gzip" => new GZipStream(input, CompressionMode.Decompress),
            "br" => new BrotliStream(input, CompressionMode.Decompress),
            "deflate" when HasZlibHeader(body) => new ZLibStream(input, CompressionMode.Decompress),
            "deflate" => new DeflateStream(input, CompressionMode.Decompress),
            _ =>
                throw new TransportException(
                    FetchFailure.BadEncoding, $"content coding {coding}, which was not asked for", transient: false),
        };
        try
        {
            var decoded = Drain(decoder, maxBytes, Math.Max(HarmlessBytes, (long)body.Length * MaxRatio));
            return input.CutShort ? throw Broken(input, coding, null) : decoded;
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException)
        {
            throw Broken(input, coding, e);
        }
    }

    private static TransportException Broken(CodedBytes input, string coding, Exception? cause) => input.ReachedEnd
        ? new TransportException(FetchFailure.ConnectionBroken, $"the {coding} body is cut short", transient: true, cause)
        : new TransportException(FetchFailure.BadEncoding, $"the {coding} body is damaged", transient: false, cause);

    private static byte[] Drain(Stream decoder, int maxBytes, long plausible)
    {
        using var output = new GrowingBuffer(maxBytes);
        var size = 0L;
        while (decoder.Read(output.Free()) is var read and > 0)
        {
            output.Advance(read);
            if ((size += read) > plausible)
            {
                throw new TransportException(
                    FetchFailure.TooLarge, $"the body unpacks to more than {MaxRatio} times its size", transient: false);
            }
        }

        return output.ToArray();
    }

    /// <summary>
    /// "deflate" is zlib (RFC 9110 §8.4.1.2), but old servers send the bare format; zlib's check bits show which (RFC 1950 §2.2).
    /// </summary>
    private static bool HasZlibHeader(byte[] body) =>
        body.Length >= 2 && (body[0] & 0x0f) == 8 && ((body[0] << 8) | body[1]) % 31 == 0;
}
