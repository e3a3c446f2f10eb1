using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace FeedHub.Core.Entries;

/// <summary>SHA-256 over a sequence of texts with separators between them.</summary>
internal static class Digest
{
    public static string Hex(params ReadOnlySpan<string?> parts) => Convert.ToHexStringLower(Bytes(parts));

    public static byte[] Bytes(params ReadOnlySpan<string?> parts)
    {
        var most = 0;
        foreach (var part in parts)
            most += Encoding.UTF8.GetMaxByteCount(part?.Length ?? 0) + 1;
        var bytes = ArrayPool<byte>.Shared.Rent(most);
        var length = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            // Cleaned text never contains a unit separator.
            if (i > 0)
                bytes[length++] = 0x1F;
            length += Encoding.UTF8.GetBytes(parts[i], bytes.AsSpan(length));
        }

        // Hashed in one call: incremental hashing would need an operating system handle each time.
        var hash = SHA256.HashData(bytes.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(bytes);
        return hash;
    }
}
