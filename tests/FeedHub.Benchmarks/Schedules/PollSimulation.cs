using FeedHub.Core.Sources.Polling;

namespace FeedHub.Benchmarks.Schedules;

/// <summary>The result of a policy for a pattern.</summary>
/// <param name="Missed">Items that appeared and disappeared between two polls.</param>
/// <param name="Delay">Mean time from an item's appearance until a poll sees it.</param>
/// <param name="Worst">The delay that 95% of items do not exceed.</param>
public sealed record PollOutcome(string Pattern, string Policy, int Requests, int Missed, TimeSpan Delay, TimeSpan Worst);

/// <summary>Polls an invented outlet according to a policy.</summary>
public static class PollSimulation
{
    public static PollOutcome Run(ArrivalPattern pattern, PollPolicy policy)
    {
        var next = policy.Start();
        var arrivals = pattern.Arrivals;
        int seen = 0, published = 0, requests = 0, missed = 0;
        var started = false;
        var delays = new List<TimeSpan>();
        for (var at = ArrivalPattern.Begin; at < pattern.End;)
        {
            requests++;
            while (published < arrivals.Count && arrivals[published] <= at)
                published++;
            if (pattern.IsDown(at))
            {
                at = next(new SimulatedPoll(at, null));
                continue;
            }

            var oldest = Math.Max(0, published - pattern.Length);
            var first = Math.Max(seen, oldest);
            if (started)
            {
                missed += first - seen;
                for (var i = first; i < published; i++)
                    delays.Add(at - arrivals[i]);
            }

            var sighting = new FeedSighting(published - oldest, published - first, [.. arrivals.Skip(oldest).Take(published - oldest)]);
            (seen, started) = (published, true);
            at = next(new SimulatedPoll(at, sighting));
        }

        delays.Sort();
        return new PollOutcome(
            pattern.Name, policy.Name, requests, missed,
            delays.Count == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(delays.Average(d => d.TotalSeconds)),
            delays.Count == 0 ? TimeSpan.Zero : delays[(int)(delays.Count * 0.95)]);
    }
}
