using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Health;
using FeedHub.Core.Sources.Polling;

namespace FeedHub.Benchmarks.Schedules;

/// <summary>What a poll in the simulation saw; null for a server that was down.</summary>
public sealed record SimulatedPoll(DateTimeOffset At, FeedSighting? Seen);

/// <summary>A way of choosing when to poll next.</summary>
public sealed record PollPolicy(string Name, Func<Func<SimulatedPoll, DateTimeOffset>> Start)
{
    public static readonly PollPolicy Floor = Fixed(2);

    /// <summary>The policies compared: FeedHub's, miniflux's and two fixed intervals.</summary>
    public static readonly IReadOnlyList<PollPolicy> All = [new("FeedHub", FeedHub), EntryFrequency, Fixed(15), Fixed(60)];

    /// <summary>miniflux's entry_frequency with its defaults: a week divided by the week's entries, from 5 minutes to a day.</summary>
    private static PollPolicy EntryFrequency => new("entry_frequency", () =>
    {
        var week = new Queue<DateTimeOffset>();
        return poll =>
        {
            for (var i = 0; i < poll.Seen?.New; i++)
                week.Enqueue(poll.At);
            while (week.TryPeek(out var oldest) && oldest < poll.At.AddDays(-7))
                week.Dequeue();
            var minutes = week.Count == 0 ? 1440 : 7.0 * 1440 / week.Count;
            return poll.At.AddMinutes(Math.Clamp(Math.Truncate(minutes), 5, 1440));
        };
    });

    private static PollPolicy Fixed(int minutes) => new($"every {minutes} min", () => poll => poll.At.AddMinutes(minutes));

    private static Func<SimulatedPoll, DateTimeOffset> FeedHub()
    {
        var source = new Source { Id = new SourceId("simulated"), Title = "", Url = "http://simulated.example/" };
        var state = new SourceState { Id = source.Id };
        return poll =>
        {
            var conclusion = poll.Seen is { } seen
                ? SourceHealth.Succeeded(source, state, seen, seen.New > 0, null, poll.At)
                : SourceHealth.Failed(source, state, FetchFailure.HttpServerError, "down", null, poll.At);
            state = conclusion.State;
            return state.Times.Next;
        };
    }
}
