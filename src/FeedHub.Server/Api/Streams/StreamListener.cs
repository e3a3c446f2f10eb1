using System.Threading.Channels;

namespace FeedHub.Server.Api.Streams;

/// <summary>One client of a stream, and what waits to be sent to it.</summary>
/// <param name="cut">Ends its connection.</param>
internal sealed class StreamListener(long joined, Action cut)
{
    /// <summary>Events that may wait; a client that is slower is cut off, and goes on from the last event that it got.</summary>
    private const int Most = 256;

    private readonly Channel<StreamEvent> waiting =
        Channel.CreateBounded<StreamEvent>(new BoundedChannelOptions(Most) { SingleReader = true });
    private bool hasEnded;

    /// <summary>When it joined and when it was last sent something, in timestamps of the clock.</summary>
    public long Joined { get; } = joined;
    public long Offered { get; private set; } = joined;

    /// <summary>What waits and what comes, until the stream ends.</summary>
    public IAsyncEnumerable<StreamEvent> ReadAsync(CancellationToken cancellationToken) => waiting.Reader.ReadAllAsync(cancellationToken);

    public void Offer(StreamEvent told, long now)
    {
        Offered = now;
        if (hasEnded || waiting.Writer.TryWrite(told))
            return;
        End();
        cut();
    }

    /// <summary>Ends the stream once what waits has been sent; the client then connects again.</summary>
    public void End()
    {
        hasEnded = true;
        waiting.Writer.TryComplete();
    }
}
