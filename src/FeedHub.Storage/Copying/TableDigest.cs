using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace FeedHub.Storage.Copying;

/// <summary>Counts and hashes (SHA-256) the rows of a table in the order of their keys.</summary>
internal sealed class TableDigest : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> buffer = new();

    public long Count { get; private set; }

    public void Add(IReadOnlyList<CopiedRow> rows)
    {
        foreach (var row in rows)
        {
            buffer.ResetWrittenCount();
            foreach (var value in row.Values)
                Write(value);
            hash.AppendData(buffer.WrittenSpan);
            Count++;
        }
    }

    /// <summary>The hash in hexadecimal; no more rows can be added.</summary>
    public string Concluded() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();

    /// <summary>Each value with its type and, for bytes, their number, so that different rows never look the same.</summary>
    private void Write(object? value)
    {
        switch (value)
        {
            case null:
                Write(0, 0);
                break;
            case long number:
                Write(1, number);
                break;
            case double real:
                Write(2, BitConverter.DoubleToInt64Bits(real));
                break;
            case byte[] bytes:
                Write(3, bytes.Length);
                buffer.Write(bytes);
                break;
            default:
                throw new ArgumentException($"A {value.GetType().Name} is no value of a column.", nameof(value));
        }
    }

    private void Write(byte type, long number)
    {
        var span = buffer.GetSpan(1 + sizeof(long));
        span[0] = type;
        BinaryPrimitives.WriteInt64LittleEndian(span[1..], number);
        buffer.Advance(1 + sizeof(long));
    }
}
