using FeedHub.Benchmarks.Million;

namespace FeedHub.Tests.Core.Ingestion;

/// <summary>The plan by which <c>FeedHub.Benchmarks million fill</c> fills a store.</summary>
public class MillionPlanTests
{
    private static readonly DateTimeOffset Until = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly MillionPlan Plan = new(Seed: 1, Count: 60_000, Until.AddDays(-85), Until);
    private static readonly List<PlannedPoll> Polls = [.. Plan.Polls(MillionSource.All())];

    [Fact]
    public void It_has_every_entry_once_and_the_polls_in_order_of_time_up_to_the_end()
    {
        Assert.Equal(Enumerable.Range(0, Plan.Count).Select(n => (long)n), Polls.SelectMany(p => p.Entries).Select(e => e.Number));
        Assert.Equal(Polls.Select(p => p.At).Order().Distinct(), Polls.Select(p => p.At));
        Assert.Equal(Until, Polls[^1].At);
        Assert.All(Polls, p => Assert.InRange(p.Entries.Count, 1, 50));
    }

    [Fact]
    public void No_source_tells_an_event_twice()
    {
        var reports = Polls.SelectMany(p => p.Entries.Select(e => (e.Event, p.Source.Declaration.Id))).ToList();
        Assert.Equal(reports.Count, reports.Distinct().Count());
    }

    [Fact]
    public void Nearly_a_fifth_of_the_entries_tell_what_another_has_told_and_within_a_day()
    {
        var copies = Polls.SelectMany(p => p.Entries).Where(e => !e.IsFirst).ToList();
        Assert.InRange((double)copies.Count / Plan.Count, 0.17, 0.20);
        Assert.All(copies, c => Assert.InRange(c.Number - c.Event, 1, Plan.Count / 85));
    }

    [Fact]
    public void Languages_have_their_shares_by_the_sizes_of_the_sources()
    {
        var entries = Polls.GroupBy(p => p.Source.Language).ToDictionary(p => p.Key, p => p.Sum(q => q.Entries.Count));
        Assert.InRange((double)entries["en"] / Plan.Count, 0.27, 0.33);
        Assert.InRange((double)entries["ka"] / Plan.Count, 0.07, 0.11);
    }

    [Fact]
    public void The_same_seed_gives_the_same_plan_and_another_seed_another()
    {
        Assert.Equal(Entries(Polls), Entries(Plan.Polls(MillionSource.All())));
        Assert.NotEqual(Entries(Polls), Entries((Plan with { Seed = 2 }).Polls(MillionSource.All())));

        static IEnumerable<PlannedEntry> Entries(IEnumerable<PlannedPoll> polls) => polls.SelectMany(p => p.Entries);
    }
}
