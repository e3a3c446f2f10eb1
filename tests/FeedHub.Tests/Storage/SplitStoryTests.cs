using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Tests.Core.Gazetteer;

namespace FeedHub.Tests.Storage;

/// <summary>A story that is split off another stands where its first report arrived.</summary>
public class SplitStoryTests : IDisposable
{
    private static readonly DateTimeOffset Start = TemporaryStorage.Start;

    private readonly TemporaryStorage storage = new();

    [Fact]
    public async Task What_an_editor_splits_off_keeps_its_place_and_time()
    {
        await FillAsync();
        var split = await new StoryEditor(storage.Grouping, TimeProvider.System).SplitAsync(
            new StoryId(1), [new EntryId("late-1"), new EntryId("late-2")], default);
        await AssertKeptAsync(split!.Value);
    }

    [Fact]
    public async Task What_grouping_again_splits_off_keeps_its_place_and_time_and_is_counted()
    {
        await FillAsync();
        using var grouper = new StoryGrouper(storage.Grouping, () => ShippedGazetteer.Tagger, TimeProvider.System);
        Assert.Equal(new RegroupingCounts(Entries: 5, Stories: 4, Former: 3, Changed: 1), await grouper.RegroupAsync(default));
        await AssertKeptAsync(new StoryId(4));
        Assert.Equal(new RegroupingCounts(Entries: 5, Stories: 4, Former: 4, Changed: 0), await grouper.RegroupAsync(default));
    }

    [Fact]
    public async Task Stories_that_are_put_together_both_count_as_changed()
    {
        await CommitAsync(Start, Report("a", "Strong earthquake shakes Gyumri, dozens of houses damaged"));
        await CommitAsync(Start.AddMinutes(5), Report("b", "Strong earthquake shakes Gyumri, dozens of houses are damaged"));
        await StoreAsync(Start, ("a-1", 1), ("b-1", 2));
        using var grouper = new StoryGrouper(storage.Grouping, () => ShippedGazetteer.Tagger, TimeProvider.System);
        Assert.Equal(new RegroupingCounts(Entries: 2, Stories: 1, Former: 2, Changed: 2), await grouper.RegroupAsync(default));
    }

    public void Dispose() => storage.Dispose();

    /// <summary>Three stories an hour apart. The first has a wrong report, which came between the other two, and its copy.</summary>
    private async Task FillAsync()
    {
        await CommitAsync(Start, Report("first", "Strong earthquake shakes Gyumri, dozens of houses damaged"));
        await CommitAsync(Start.AddHours(1), Report("second", "Georgian wine exports to China double"));
        await CommitAsync(
            Start.AddHours(2), Report("late", "Court in Baku sentences banker to nine years"),
            Report("late", "Court in Baku sentences banker to nine years", "2"));
        await CommitAsync(Start.AddHours(3), Report("third", "Snow closes Upper Lars crossing to lorries"));
        await StoreAsync(Start, ("first-1", 1));
        await StoreAsync(Start.AddHours(1), ("second-1", 2));
        await StoreAsync(Start.AddHours(2), ("late-1", 1), ("late-2", 1));
        await StoreAsync(Start.AddHours(3), ("third-1", 3));
    }

    private async Task AssertKeptAsync(StoryId split)
    {
        var stories = (await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Excerpt, default)).Stories;
        Assert.Equal([3, split.Value, 2, 1], stories.Select(s => s.Id.Value));
        Assert.Equal(Start.AddHours(2), stories[1].Arrived);
        var below = await storage.Timeline.PageAsync(
            TimelineFilter.All with { Before = TimelinePosition.Of(stories[1]) }, TextExtent.Excerpt, default);
        Assert.Equal([2, 1], below.Stories.Select(s => s.Id.Value));
    }

    private async Task CommitAsync(DateTimeOffset at, params Entry[] entries)
    {
        await storage.Sources.ReconcileAsync(
            [.. new[] { "first", "second", "late", "third", "a", "b" }.Select(s => TemporaryStorage.Source(s))], Start, default);
        await storage.CommitAsync(at, [.. entries.Select(e => e with { Arrived = at, Published = at })]);
    }

    private Task<int> StoreAsync(DateTimeOffset at, params (string Entry, long Story)[] places) => storage.Grouping.StepAsync(
        async step =>
        {
            foreach (var (entry, story) in places)
            {
                var isNew = await step.LastStoryAsync() < story;
                await step.PlaceAsync(
                    new EntryId(entry), new Placement(new StoryId(story), isNew, null, isNew ? 0 : 1, isNew ? [] : ["‘court’"], [], []),
                    Subjects.None);
                await step.ConcludeAsync();
            }
            return 0;
        },
        at, default);

    private static Entry Report(string source, string title, string key = "1") =>
        TemporaryStorage.Entry(source, key) with { Title = title };
}
