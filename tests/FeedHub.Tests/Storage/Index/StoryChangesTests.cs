using FeedHub.Core.Entries;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Changes;
using FeedHub.Core.Timelines.Walking;
using FeedHub.Storage;
using FeedHub.Storage.Sql;
using FeedHub.Storage.Stories;

namespace FeedHub.Tests.Storage.Index;

/// <summary>Who follows the changes has what the store has.</summary>
public class StoryChangesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = TemporaryStorage.Start;
    private static readonly TimelineFilter OfBridges = TimelineFilter.All.With(TimelineConditions.Text, "bridge");

    private readonly TemporaryStorage storage = new();
    private readonly Dictionary<string, long> stories = [];
    private int minutes;

    private StoryChanges Changes => ChangesIn(storage.Database);
    private StoryEditor Editor => new(storage.Grouping, TimeProvider.System);

    public async ValueTask InitializeAsync() => await storage.Sources.ReconcileAsync(
        [.. new[] { "a", "b" }.Select(s => TemporaryStorage.Source(s))], Start, default);

    [Fact]
    public async Task What_happens_to_a_story_is_told_in_order()
    {
        await AddAsync("one", "bridge");
        await AddAsync("one", "ferry");
        await AddAsync("two", "bridge");
        Assert.Equal(["New 1 a-one-1,b-one-2", "New 2 a-two-3"], await ToldAsync(0));
        var before = await Changes.LastAsync(default);
        Assert.Equal(3, before);
        await AddAsync("two", "ferry");
        await ReviseAsync("a-one-1", "road");
        await ConcludeAsync();
        Assert.Equal(["Grown 2 b-two-4", "Corrected 1"], await ToldAsync(before));
        before = await Changes.LastAsync(default);
        var split = await Editor.SplitAsync(new StoryId(1), [new EntryId("b-one-2")], default);
        Assert.Equal(["Split 3 of 1", "Changed 1"], await ToldAsync(before));
        before = await Changes.LastAsync(default);
        await Editor.MergeAsync(new StoryId(2), split!.Value, default);
        Assert.Equal(["Merged 3 of 2", "Grown 2"], await ToldAsync(before));
        Assert.Equal(["New 1 a-one-1,b-one-2", "Merged 3 of 2", "New 2 a-two-3,b-two-4"], await ToldAsync(0));
    }

    [Fact]
    public async Task What_retention_takes_is_gone_and_what_it_takes_a_report_of_has_changed()
    {
        await AddAsync("one", "bridge");
        await AddAsync("two", "bridge");
        // In another month, since PostgreSQL deletes whole ones.
        minutes += 40 * 24 * 60;
        await AddAsync("two", "ferry");
        var before = await Changes.LastAsync(default);
        await storage.Ingestion.PurgeAsync(Start.AddDays(20), default);
        await ConcludeAsync();
        Assert.Equal(["Gone 1", "Changed 2"], await ToldAsync(before));
    }

    [Fact]
    public async Task What_a_source_is_now_called_is_a_change_of_its_stories()
    {
        await AddAsync("one", "bridge");
        var before = await Changes.LastAsync(default);
        await storage.Sources.ReconcileAsync(
            [TemporaryStorage.Source("a") with { Title = "Another" }, TemporaryStorage.Source("b")], Start, default);
        await ConcludeAsync();
        Assert.Equal(["Changed 1"], await ToldAsync(before));
    }

    [Fact]
    public async Task Under_a_filter_a_story_that_no_longer_meets_it_has_left()
    {
        await AddAsync("one", "bridge");
        await AddAsync("two", "ferry");
        Assert.Equal(["New 1 a-one-1"], await ToldAsync(0, OfBridges));
        var before = await Changes.LastAsync(default);
        await ReviseAsync("a-one-1", "ferry");
        await ReviseAsync("a-two-2", "bridge");
        // The index of stories does not have it yet, so nothing is told.
        Assert.Empty(await ToldAsync(before, OfBridges));
        await ConcludeAsync();
        Assert.Equal(["Left 1", "Corrected 2"], await ToldAsync(before, OfBridges));
        var both = await Changes.AfterAsync(before, [TimelineFilter.All, OfBridges], 100, default);
        Assert.Equal([["Corrected 1", "Corrected 2"], ["Left 1", "Corrected 2"]], both!.Select(Said));
    }

    [Fact]
    public async Task What_was_told_longer_ago_than_a_month_is_not_kept_and_that_is_said()
    {
        await AddAsync("one", "bridge");
        await AddAsync("two", "bridge");
        minutes += 32 * 24 * 60;
        await AddAsync("three", "bridge");
        Assert.Null(await Changes.AfterAsync(0, TimelineFilter.All, 10, default));
        Assert.Null(await Changes.AfterAsync(1, TimelineFilter.All, 10, default));
        Assert.Equal(["New 3 a-three-46083"], await ToldAsync(2));
        Assert.Empty(await ToldAsync(3));
        Assert.Null(await Changes.AfterAsync(4, TimelineFilter.All, 10, default));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_copy_that_follows_equals_the_store_while_stories_arrive_merge_split_and_are_revised(int seed)
    {
        // The same acts each time.
        var chance = new Random(seed);
        for (var i = 0; i < 12; i++)
            await AddAsync($"{i % 7}", i % 2 == 0 ? "bridge" : "ferry");
        Copy all = new(storage, TimelineFilter.All), some = new(storage, OfBridges);
        for (var round = 0; round < 40; round++)
        {
            await ActAsync(storage.Grouping, chance, round);
            await all.GoOnAsync();
            if (round % 3 == 0)
                await some.GoOnAsync();
        }
        await ConcludeAsync();
        await all.CatchUpAsync();
        await some.CatchUpAsync();
        await all.CompareAsync();
        await some.CompareAsync();
        Assert.True(all.Told.IsSupersetOf(
            [StoryChangeKind.New, StoryChangeKind.Grown, StoryChangeKind.Split, StoryChangeKind.Merged, StoryChangeKind.Corrected]));
        Assert.Contains(StoryChangeKind.Left, some.Told);
    }

    [Fact]
    public async Task So_it_does_while_two_processes_write()
    {
        for (var i = 0; i < 12; i++)
            await AddAsync($"{i % 7}", i % 2 == 0 ? "bridge" : "ferry");
        using var other = new StoreLocation(storage.Folder, storage.Address).Open();
        Copy all = new(storage, TimelineFilter.All), some = new(storage, OfBridges);
        var writing = Task.WhenAll(
            Task.Run(async () =>
            {
                var chance = new Random(1);
                for (var i = 0; i < 40; i++)
                    await AddAsync($"{chance.Next(20)}", chance.Next(2) == 0 ? "bridge" : "ferry");
            }),
            Task.Run(async () =>
            {
                var (chance, grouping) = (new Random(2), new FeedHub.Storage.Stories.GroupingStore(other, () => storage.Tagger));
                for (var i = 0; i < 40; i++)
                    await ActAsync(grouping, chance, i, adds: false);
            }));
        while (!writing.IsCompleted)
        {
            await all.GoOnAsync();
            await some.GoOnAsync();
        }
        await writing;
        await ConcludeAsync();
        await all.CatchUpAsync();
        await some.CatchUpAsync();
        await all.CompareAsync();
        await some.CompareAsync();
    }

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        return ValueTask.CompletedTask;
    }

    private StoryChanges ChangesIn(FeedDatabase database) =>
        new(database, new QueryReader(() => storage.Tagger, TimeProvider.System));

    private async Task<List<string>> ToldAsync(long after, TimelineFilter? filter = null) =>
        Said((await Changes.AfterAsync(after, filter ?? TimelineFilter.All, 100, default))!);

    private static List<string> Said(ChangedStories told) =>
    [
        .. told.Stories.Select(s =>
            $"{s.Kind} {s.Id}{(s.Other is { } other ? $" of {other}" : "")} {string.Join(',', s.Reports)}".TrimEnd()),
    ];

    /// <summary>One of what may happen to a timeline.</summary>
    private async Task ActAsync(FeedHub.Storage.Stories.GroupingStore grouping, Random chance, int round, bool adds = true)
    {
        var editor = new StoryEditor(grouping, TimeProvider.System);
        var all = (await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Excerpt, default)).Stories;
        if (adds)
            await AddAsync($"{chance.Next(30)}", chance.Next(2) == 0 ? "bridge" : "ferry");
        var story = all[chance.Next(all.Count)];
        var report = story.Reports[chance.Next(story.Reports.Count)].Entry;
        switch (chance.Next(3))
        {
            case 0:
                await ReviseAsync(report.Id.Value, $"{(chance.Next(2) == 0 ? "bridge" : "ferry")} {round}");
                break;
            case 1:
                await editor.SplitAsync(story.Id, [report.Id], default);
                break;
            default:
                await editor.MergeAsync(story.Id, all[chance.Next(all.Count)].Id, default);
                break;
        }
    }

    /// <summary>A report, a minute after the last, of a story that is new or was named before.</summary>
    private async Task AddAsync(string name, string word)
    {
        var at = Start.AddMinutes(++minutes);
        var isNew = !stories.ContainsKey(name);
        var entry = TemporaryStorage.Entry(isNew ? "a" : "b", $"{name}-{minutes}", word) with { Arrived = at, Published = at };
        await storage.CommitAsync(at, entry);
        await storage.Grouping.StepAsync(
            async step =>
            {
                var last = await step.LastStoryAsync();
                // It may have become part of another, or be gone.
                var founds = isNew || (await step.ReportsAsync(new StoryId(stories[name]))).Count == 0;
                if (founds)
                    stories[name] = last + 1;
                await step.PlaceAsync(
                    entry.Id, new Placement(new StoryId(stories[name]), founds, null, founds ? 0 : 1, founds ? [] : ["‘court’"], [], []),
                    Subjects.None);
                await step.ConcludeAsync();
                return 0;
            },
            at, default);
    }

    private Task<IngestionCounts> ReviseAsync(string entry, string word)
    {
        var parts = entry.Split('-', 2);
        var revised = TemporaryStorage.Entry(parts[0], parts[1], word) with { Arrived = Start.AddDays(1), Published = Start };
        return storage.CommitAsync(Start.AddMinutes(++minutes), revised with { Title = $"Revised {word}" });
    }

    /// <summary>A step of grouping that has nothing to place.</summary>
    private Task<int> ConcludeAsync() => storage.Grouping.StepAsync(
        async step =>
        {
            await step.ConcludeAsync();
            return 0;
        },
        Start.AddMinutes(++minutes), default);

    /// <summary>What a client has that takes the number of the last change, walks the list, and follows the changes.</summary>
    private sealed class Copy(TemporaryStorage storage, TimelineFilter filter)
    {
        private readonly Dictionary<long, string> copied = [];
        private TimelineWalk? walk;
        private TimelineCursor? cursor;
        private long number;

        public HashSet<StoryChangeKind> Told { get; } = [];

        private StoryChanges Changes => new(storage.Database, new QueryReader(() => storage.Tagger, TimeProvider.System));

        /// <summary>One request: the number first, then the parts of the list, then the changes.</summary>
        public async Task<bool> GoOnAsync()
        {
            if (walk is null)
            {
                number = await Changes.LastAsync(default);
                walk = new TimelineWalk(storage.Timeline, new StoryMoves(storage.Database));
            }
            else if (number >= 0 && (copied.Count == 0 || cursor is not null))
            {
                var leg = await walk.NextAsync(filter with { Limit = 3 }, cursor, TextExtent.Excerpt, default);
                foreach (var story in leg.Stories)
                    copied[story.Id.Value] = Said(story);
                cursor = leg.Next;
            }
            else
            {
                var told = await Changes.AfterAsync(number, filter, 5, default);
                foreach (var change in told!.Stories)
                {
                    Told.Add(change.Kind);
                    if (change.Story is { } story)
                        copied[story.Id.Value] = Said(story);
                    else
                        copied.Remove(change.Id.Value);
                }
                number = told.Last;
                return told.More;
            }
            return true;
        }

        public async Task CatchUpAsync()
        {
            while (await GoOnAsync())
            {
            }
        }

        public async Task CompareAsync()
        {
            var page = await storage.Timeline.PageAsync(filter with { Limit = TimelineFilter.MaxLimit }, TextExtent.Excerpt, default);
            Assert.InRange(page.Stories.Count, 3, TimelineFilter.MaxLimit - 1);
            Assert.Equal(page.Stories.Select(Said).Order(StringComparer.Ordinal), copied.Values.Order(StringComparer.Ordinal));
        }

        private static string Said(Story story) =>
            $"{story.Id} {story.Arrived:O} {story.Updated:O} {story.Lead.Entry.Id} {string.Join(
                '|', story.Reports.Select(r => $"{r.Entry.Id} {r.Entry.Title} {r.Entry.Text} {r.Score} {string.Join(',', r.Why)}"))}";
    }
}
