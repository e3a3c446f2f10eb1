using System.IO.Compression;

namespace FeedHub.Formats.Text.Encodings;

/// <summary>
/// A document that was compressed and sent without saying so, as files named <c>feed.xml.gz</c> are. It is unpacked once, within bounds.
/// </summary>
internal static class PackedBody
{
    /// <summary>No feed unpacks to more than this many times its size; what does was made to fill memory.</summary>
    private const int MaxRatio = 100;
    private const int HarmlessBytes = 1024 * 1024;

    /// <summary>The name of the compression that the first bytes show (RFC 1952 §2.3.1, RFC 1950 §2.2); null if there is none.</summary>
    public static string? Kind(ReadOnlySpan<byte> body) => body switch
    {
        [0x1F, 0x8B, 8, ..] => "gzip",
        [0x78, 0x01 or 0x5E or 0x9C or 0xDA, ..] => "zlib",
        _ => null,
    };

    /// <summary>Unpacks the body; says why not if it cannot.</summary>
    /// <param name="kind">What <see cref="Kind"/> gave.</param>
    /// <param name="maxBytes">Maximum size of what is unpacked.</param>
    /// <param name="body">The unpacked bytes; in case of failure, what was sent.</param>
    /// <returns>Null, or what is wrong, to stand after "data compressed with gzip".</returns>
    public static string? Unpack(string kind, int maxBytes, ref ReadOnlyMemory<byte> body)
    {
        var most = (int)Math.Min(maxBytes, Math.Max(HarmlessBytes, (long)body.Length * MaxRatio));
        using var input = new MemoryStream(body.ToArray(), writable: false);
        using Stream decoder = kind == "gzip"
            ? new GZipStream(input, CompressionMode.Decompress)
            : new ZLibStream(input, CompressionMode.Decompress);
        using var output = new MemoryStream();
        var piece = new byte[64 * 1024];
        try
        {
            while (decoder.Read(piece) is var read and > 0)
            {
                if (output.Length + read > most)
                {
                    return most == maxBytes
                        ? $"that unpacks to more than {maxBytes >> 20} MiB"
                        : $"that unpacks to more than {MaxRatio} times its size";
                }

                output.Write(piece, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            return "that is damaged";
        }

        body = output.ToArray();
        return null;
    }
}
