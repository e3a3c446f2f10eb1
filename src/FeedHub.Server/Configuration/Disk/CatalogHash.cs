using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace FeedHub.Server.Configuration.Disk;

/// <summary>SHA-256 over named parts; no two lists of parts give the same bytes.</summary>
internal sealed class CatalogHash : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public void Add(string name, string text)
    {
        Add(Encoding.UTF8.GetBytes(name));
        Add(Encoding.UTF8.GetBytes(text));
    }

    /// <summary>Adds a file by its bytes; one that has just disappeared is taken as empty, and the next look notices that.</summary>
    public void Add(string name, FileInfo file)
    {
        Add(Encoding.UTF8.GetBytes(name));
        try
        {
            if (!RegularFile.Is(file.FullName))
            {
                Add([]);
                return;
            }
            using var stream = file.OpenRead();
            Add(SHA256.HashData(stream));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Add([]);
        }
    }

    public string Hex() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();

    private void Add(ReadOnlySpan<byte> part)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, part.Length);
        hash.AppendData(length);
        hash.AppendData(part);
    }
}
