using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Changes;
using FeedHub.Server.Background;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Api.Streams;

/// <summary>
/// Waits for changes of stories for all who follow them: looks at one number as long as somebody does, reads what is new once for all, and
/// asks once for each filter which of it meets that.
/// </summary>
internal sealed class StoryStreams : BackgroundLoop
{
    /// <summary>The longest time until a change is noticed of which nobody told this process.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(400);

    /// <summary>Proxies close a connection on which nothing comes for half a minute or more.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    /// <summary>After this the client connects again: its key may have been revoked, and another node may have less to do.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    /// <summary>How long a client waits before it connects again.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    /// <summary>Changes that are read together.</summary>
    private const int Together = 100;

    private readonly Lock gate = new();
    private readonly Dictionary<string, StoryStream> streams = [];
    private readonly IStoryChanges changes;
    private readonly CurrentCatalog current;
    private readonly Signal<StoryStreams> signal;
    private readonly DrainService drain;
    private readonly TimeProvider clock;

    public StoryStreams(
        IStoryChanges changes, CurrentCatalog current, Signal<StoryStreams> signal, DrainService drain, IHostApplicationLifetime lifetime,
        TimeProvider clock, ILogger<StoryStreams> log)
        : base(lifetime, clock, log)
    {
        (this.changes, this.current, this.signal, this.drain, this.clock) = (changes, current, signal, drain, clock);
        drain.IsOver.Register(() => All().ForEach(s => s.EndAll()));
    }

    /// <summary>What has happened after a change and what happens from now on.</summary>
    /// <param name="from">The number of that change.</param>
    /// <param name="cut">Ends the connection of a client that is too slow.</param>
    public async IAsyncEnumerable<SseItem<string>> FollowAsync(
        TimelineFilter filter, long from, Action cut, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listener = new StreamListener(clock.GetTimestamp(), cut);
        var (stream, joined) = Join(filter, await changes.LastAsync(cancellationToken), listener);
        try
        {
            if (drain.IsOver.IsCancellationRequested)
                yield break;
            yield return StreamEvent.Heartbeat(from, Retry).Item;
            for (var more = from < joined; more;)
            {
                // Who has been away for so long begins anew.
                if (await changes.AfterAsync(from, filter, Together, cancellationToken) is not { } missed)
                    yield break;
                foreach (var told in StoryStream.Events(missed, current.Value.Site.Address))
                    yield return told.Item;
                (from, more) = (missed.Last, missed.Last < joined && missed.More);
            }
            await foreach (var told in listener.ReadAsync(cancellationToken))
            {
                // What was missed may have been read further than the stream is.
                if (told.Number <= from && !told.IsHeartbeat)
                    continue;
                from = Math.Max(from, told.Number);
                yield return told.IsHeartbeat ? StreamEvent.Heartbeat(from).Item : told.Item;
            }
        }
        finally
        {
            stream.Leave(listener);
        }
    }

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        var all = All();
        foreach (var stream in all)
            stream.Keep(Beat, Life, clock);
        if (all.Count > 0)
        {
            var last = await changes.LastAsync(cancellationToken);
            foreach (var behind in all.Where(s => s.Last != last).GroupBy(s => s.Last))
                await AdvanceAsync([.. behind], cancellationToken);
        }
        await signal.WaitAsync(all.Count > 0 ? Interval : Timeout.InfiniteTimeSpan, clock, cancellationToken);
    }

    /// <summary>Tells what has happened to the listeners of streams that have read equally far.</summary>
    private async Task AdvanceAsync(List<StoryStream> together, CancellationToken cancellationToken)
    {
        for (var more = true; more;)
        {
            var told = await changes.AfterAsync(together[0].Last, [.. together.Select(s => s.Filter)], Together, cancellationToken);
            if (told is null)
            {
                // The store is another than before. Who connects again is told so.
                together.ForEach(s => s.EndAll());
                return;
            }
            foreach (var (stream, changed) in together.Zip(told))
                stream.Tell(changed, current.Value.Site.Address, clock);
            more = told[0].More;
        }
    }

    private (StoryStream Stream, long Joined) Join(TimelineFilter filter, long last, StreamListener listener)
    {
        lock (gate)
        {
            var key = TimelineQuery.Write(filter);
            if (!streams.TryGetValue(key, out var stream))
            {
                streams[key] = stream = new StoryStream(filter, last);
                // It may be the first, of which nobody waits yet.
                signal.Set();
            }
            return (stream, stream.Join(listener));
        }
    }

    /// <summary>Those to which somebody listens; the others are forgotten.</summary>
    private List<StoryStream> All()
    {
        lock (gate)
        {
            foreach (var (key, _) in streams.Where(s => s.Value.Count == 0).ToList())
                streams.Remove(key);
            return [.. streams.Values];
        }
    }
}
