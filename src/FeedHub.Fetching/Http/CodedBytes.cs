namespace FeedHub.Fetching.Http;

/// <summary>
/// A coded body that records whether its decoder found it complete. The decoders of .NET end silently on a body that is cut
/// short. One extra byte after the end, which begins no gzip member, stops a decoder that is done; one that is not reads on.
/// </summary>
internal sealed class CodedBytes(byte[] bytes) : Stream
{
    private const byte Stop = 0xA5;
    private int position;

    /// <summary>The decoder used up every byte.</summary>
    public bool ReachedEnd => position > bytes.Length;

    /// <summary>The decoder asked for more than there is.</summary>
    public bool CutShort { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        if (position < bytes.Length)
        {
            var count = Math.Min(buffer.Length, bytes.Length - position);
            bytes.AsSpan(position, count).CopyTo(buffer);
            position += count;
            return count;
        }

        if (ReachedEnd)
        {
            CutShort = true;
            return 0;
        }

        position++;
        buffer[0] = Stop;
        return 1;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
