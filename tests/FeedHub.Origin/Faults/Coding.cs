using System.IO.Compression;

namespace FeedHub.Origin.Faults;

/// <summary>Content codings by name.</summary>
internal static class Coding
{
    /// <summary>A stream that writes the coded form to another stream, which stays open.</summary>
    public static Stream Encode(Stream target, string name, CompressionLevel level) => name switch
    {
        "gzip" => new GZipStream(target, level, leaveOpen: true),
        "br" => new BrotliStream(target, level, leaveOpen: true),
        "deflate" => new ZLibStream(target, level, leaveOpen: true),
        "raw-deflate" => new DeflateStream(target, level, leaveOpen: true),
        _ => throw new FormatException($"There is no coding named {name}."),
    };

    /// <summary>The bytes in that coding; several are separated by commas and applied in order; <c>identity</c> changes nothing.</summary>
    public static byte[] Encode(byte[] bytes, string names)
    {
        foreach (var name in names.Split(',').Where(n => n != "identity"))
        {
            using var coded = new MemoryStream();
            using (var coder = Encode(coded, name, CompressionLevel.Optimal))
                coder.Write(bytes);
            bytes = coded.ToArray();
        }

        return bytes;
    }
}
