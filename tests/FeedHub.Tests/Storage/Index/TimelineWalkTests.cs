using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Walking;
using FeedHub.Storage.Stories;

namespace FeedHub.Tests.Storage.Index;

/// <summary>A walk through the timeline meets each story once, whatever happens to stories meanwhile.</summary>
public class TimelineWalkTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = TemporaryStorage.Start;

    private readonly TemporaryStorage storage = new();
    private readonly Dictionary<string, long> stories = [];
    private int minutes;

    private TimelineWalk Walk => new(storage.Timeline, new StoryMoves(storage.Database));
    private StoryEditor Editor => new(storage.Grouping, TimeProvider.System);

    public async ValueTask InitializeAsync() => await storage.Sources.ReconcileAsync(
        [.. new[] { "a", "b" }.Select(s => TemporaryStorage.Source(s))], Start, default);

    [Fact]
    public async Task What_has_been_met_is_not_met_again_where_it_moves_to()
    {
        await ThreeAsync();
        var first = await Walk.NextAsync(new TimelineFilter { Limit = 2 }, from: null, TextExtent.Excerpt, default);
        Assert.Equal([3, 2], Numbers(first));
        // The second story gets the oldest report there is, and with it the lowest place.
        await MoveSecondDownAsync();
        // Who did not know of the move would meet it again.
        Assert.Equal([2, 1], await RestAsync(TimelineFilter.All, new TimelineCursor(Below(first), Moves: 99)));
        Assert.Equal([1], await RestAsync(TimelineFilter.All with { Limit = 2 }, first.Next));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    public async Task What_moves_before_it_is_met_is_met_where_it_stood(string source)
    {
        await ThreeAsync();
        var filter = TimelineFilter.All.With(TimelineConditions.Source, source.Length == 0 ? [] : [source]) with { Limit = 1 };
        var first = await Walk.NextAsync(filter, from: null, TextExtent.Excerpt, default);
        Assert.Equal([3], Numbers(first));
        await MoveSecondDownAsync();
        Assert.Equal([2, 1], await RestAsync(filter, first.Next));
        Assert.Equal(
            [2], Numbers(await Walk.NextAsync(filter.With(TimelineConditions.Source, "b"), first.Next, TextExtent.Excerpt, default)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_is_there_from_beginning_to_end_is_met_once_while_stories_arrive_merge_and_split(int seed)
    {
        // The same acts each time.
        var chance = new Random(seed);
        for (var i = 0; i < 24; i++)
            await AddAsync(i, i % 3 == 0 ? 3 : 1);
        var before = await AllAsync();
        var met = new List<long>();
        TimelineCursor? cursor = null;
        do
        {
            var leg = await Walk.NextAsync(TimelineFilter.All with { Limit = 3 }, cursor, TextExtent.Excerpt, default);
            met.AddRange(Numbers(leg));
            cursor = leg.Next;
            await ActAsync(chance);
        }
        while (cursor is not null);
        var throughout = before.Intersect(await AllAsync()).ToList();
        Assert.True(throughout.Count > 5);
        Assert.Equal(throughout.Order(), met.Intersect(throughout).Order());
        Assert.Equal(met.Count, met.Distinct().Count());
        Assert.True((await new StoryMoves(storage.Database).LastAsync(default)) > 0, "Nothing moved.");
    }

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Three stories, an arrival after the other; the first has three reports.</summary>
    private async Task ThreeAsync()
    {
        await AddAsync(1, 3);
        await AddAsync(2, 1);
        await AddAsync(3, 1);
    }

    private async Task MoveSecondDownAsync()
    {
        var split = await Editor.SplitAsync(new StoryId(1), [new EntryId("b-1-1")], default);
        Assert.Equal(new StoryId(2), await Editor.MergeAsync(new StoryId(2), split!.Value, default));
    }

    /// <summary>One of what may happen to a timeline.</summary>
    private async Task ActAsync(Random chance)
    {
        var all = (await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Excerpt, default)).Stories;
        await AddAsync(1000 + minutes, 1);
        if (all.Where(s => s.Reports.Count > 1).ToList() is { Count: > 0 } some)
        {
            var story = some[chance.Next(some.Count)];
            var split = await Editor.SplitAsync(story.Id, [story.Reports[chance.Next(story.Reports.Count)].Entry.Id], default);
            var newer = all.Where(s => s.Arrived > story.Arrived).ToList();
            if (newer.Count > 0 && chance.Next(2) == 0)
                await Editor.MergeAsync(newer[chance.Next(newer.Count)].Id, split!.Value, default);
        }
        if (chance.Next(2) == 0)
            await Editor.MergeAsync(all[chance.Next(all.Count)].Id, all[chance.Next(all.Count)].Id, default);
    }

    /// <summary>A story with reports that arrived a minute after one another.</summary>
    private async Task AddAsync(int name, int reports)
    {
        for (var i = 0; i < reports; i++)
        {
            var at = Start.AddMinutes(++minutes);
            var entry = TemporaryStorage.Entry(i % 2 == 0 ? "a" : "b", $"{name}-{i}") with { Arrived = at, Published = at };
            await storage.CommitAsync(at, entry);
            await storage.Grouping.StepAsync(
                async step =>
                {
                    var isNew = i == 0;
                    var story = isNew ? await step.LastStoryAsync() + 1 : stories[$"{name}"];
                    stories[$"{name}"] = story;
                    await step.PlaceAsync(
                        entry.Id, new Placement(new StoryId(story), isNew, null, isNew ? 0 : 1, isNew ? [] : ["‘court’"], [], []),
                        Subjects.None);
                    await step.ConcludeAsync();
                    return 0;
                },
                at, default);
        }
    }

    private async Task<List<long>> RestAsync(TimelineFilter filter, TimelineCursor? cursor)
    {
        var met = new List<long>();
        while (cursor is not null)
        {
            var leg = await Walk.NextAsync(filter, cursor, TextExtent.Excerpt, default);
            met.AddRange(Numbers(leg));
            cursor = leg.Next;
        }
        return met;
    }

    private async Task<List<long>> AllAsync() =>
    [
        .. (await storage.Timeline.PageAsync(TimelineFilter.All with { Limit = 500 }, TextExtent.Excerpt, default)).Stories
            .Select(s => s.Id.Value),
    ];

    private static TimelinePosition Below(TimelineLeg leg) => TimelinePosition.Of(leg.Stories[^1]);

    private static List<long> Numbers(TimelineLeg leg) => [.. leg.Stories.Select(s => s.Id.Value)];
}
