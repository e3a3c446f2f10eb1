using System.Buffers;
using FeedHub.Core.Sources;

namespace FeedHub.Fetching.Http;

/// <summary>Collects a body in pooled memory that grows with the bytes that arrive, not with the length that a header promises.</summary>
internal sealed class GrowingBuffer(int maxBytes) : IDisposable
{
    private byte[] bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int length;

    /// <summary>Where to write next; never empty.</summary>
    public Memory<byte> FreeMemory()
    {
        if (length == bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(bytes.Length * 2);
            bytes.AsSpan(0, length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = larger;
        }

        return bytes.AsMemory(length);
    }

    public Span<byte> Free() => FreeMemory().Span;

    /// <exception cref="TransportException">The body is larger than allowed.</exception>
    public void Advance(int count)
    {
        length += count;
        if (length > maxBytes)
            throw new TransportException(FetchFailure.TooLarge, $"the body is larger than {maxBytes.DescribeBytes()}", transient: false);
    }

    public byte[] ToArray() => bytes.AsSpan(0, length).ToArray();

    public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);
}
