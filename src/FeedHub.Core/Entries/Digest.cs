using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace FeedHub.Core.Entries;

/// <summary>SHA-256 over a run of texts, each told from the next.</summary>
internal static class Digest
{
    public static string Hex(params ReadOnlySpan<string?> parts) => Convert.ToHexStringLower(Bytes(parts));

    public static byte[] Bytes(params ReadOnlySpan<string?> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var i = 0; i < parts.Length; i++)
        {
            // No text that passed the cleaner holds a unit separator.
            if (i > 0)
                hash.AppendData("\u001F"u8);
            Append(hash, parts[i]);
        }

        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<char> text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        hash.AppendData(bytes, 0, Encoding.UTF8.GetBytes(text, bytes));
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
