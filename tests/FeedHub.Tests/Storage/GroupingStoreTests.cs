using System.Text.Json;
using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Tests.Core.Gazetteer;

namespace FeedHub.Tests.Storage;

/// <summary>Grouping in a real store, over the first items of the sample.</summary>
public class GroupingStoreTests : IAsyncDisposable
{
    private const int Items = 120;

    private static readonly IReadOnlyList<Entry> Sample =
        [.. File.ReadLines(RepositoryFiles.Path("src", "FeedHub.Server", "Sample", "stories.jsonl")).Take(Items).Select(Read)];

    private readonly TemporaryStorage storage = new();

    [Fact]
    public async Task A_writer_that_is_killed_between_any_two_steps_leaves_the_same_stories()
    {
        using var other = new TemporaryStorage();
        foreach (var part in Sample.Chunk(20))
        {
            await CommitAsync(other, part);
            using var fresh = Grouper(other);
            await fresh.GroupAsync(default);
        }
        using var steady = Grouper(storage);
        foreach (var part in Sample.Chunk(20))
        {
            await CommitAsync(storage, part);
            await steady.GroupAsync(default);
        }
        var stories = await GroupsAsync(storage);
        Assert.Equal(stories, await GroupsAsync(other));
        Assert.InRange(stories.Count, 2, Items / 2);
    }

    [Fact]
    public async Task An_entry_is_found_by_what_it_is_about_now_and_by_nothing_that_it_was_about_before()
    {
        await CommitAsync(storage, [Sample[0]]);
        using var grouper = Grouper(storage);
        await grouper.GroupAsync(default);
        var place = new Placement(new StoryId(1), IsNew: false, null, 0, [], [], []);
        foreach (var region in new[] { "GE", "AM" })
        {
            var subjects =
                new Subjects
                {
                    Regions = new Dictionary<string, double> { [region] = 1, ["TR"] = Subjects.LeastRegion / 2 },
                    Topics = new Dictionary<string, double> { ["sport"] = 1 }
                };
            await storage.Grouping.StepAsync(
                async step =>
                {
                    await step.ReplaceAsync(Sample[0].Id, place, subjects);
                    await step.ConcludeAsync();
                    return 0;
                },
                TemporaryStorage.Start, default);
        }

        Assert.Single((await storage.Timeline.PageAsync(TimelineFilter.All.With(TimelineConditions.Region, "AM"), TextExtent.Whole,
            default)).Stories);
        Assert.Single(
            (await storage.Timeline.PageAsync(TimelineFilter.All.With(TimelineConditions.Topic, "sport"), TextExtent.Whole,
                default)).Stories);
        Assert.Empty(
            (await storage.Timeline.PageAsync(TimelineFilter.All.With(TimelineConditions.Region, "GE", "TR"), TextExtent.Whole,
                default)).Stories);
    }

    [Fact]
    public async Task Stories_across_languages_keep_their_reasons_and_subjects()
    {
        await CommitAsync(storage, Sample);
        using var grouper = Grouper(storage);
        await grouper.GroupAsync(default);
        var stories =
            (await storage.Timeline.PageAsync(TimelineFilter.All with { Limit = TimelineFilter.MaxLimit }, TextExtent.Whole,
                default)).Stories;
        var largest = stories.MaxBy(s => s.Reports.Count)!;
        Assert.True(largest.Reports.Select(t => t.Entry.Language).Distinct().Count() >= 4);
        Assert.Single(largest.Reports, t => t.Why.Count == 0);
        Assert.NotEmpty(largest.Regions);
        Assert.NotEmpty(largest.Topics);
        Assert.Null(largest.Lead.DuplicateOf);
    }

    [Fact]
    public async Task A_correction_holds_when_all_is_grouped_again_and_numbers_stay()
    {
        await CommitAsync(storage, Sample);
        using var grouper = Grouper(storage);
        await grouper.GroupAsync(default);
        var editor = new StoryEditor(storage.Grouping, TimeProvider.System);
        var before =
            (await storage.Timeline.PageAsync(TimelineFilter.All with { Limit = TimelineFilter.MaxLimit }, TextExtent.Whole,
                default)).Stories;
        var largest = before.MaxBy(s => s.Reports.Count)!;
        var leaving = largest.Reports.Last(t => t.DuplicateOf is null).Entry.Id;
        var (one, other) = (before.First(s => s.Reports.Count == 1).Id, before.Last(s => s.Reports.Count == 1).Id);
        var (kept, gone) = one.Value < other.Value ? (one, other) : (other, one);

        var alone = await editor.SplitAsync(largest.Id, [leaving], default);
        Assert.Equal(kept, await editor.MergeAsync(one, other, default));
        await grouper.RegroupAsync(default);

        Assert.Contains(
            leaving, (await storage.Timeline.StoryAsync(alone!.Value, TextExtent.Whole, default))!.Reports.Select(t => t.Entry.Id));
        Assert.DoesNotContain(
            leaving, (await storage.Timeline.StoryAsync(largest.Id, TextExtent.Whole, default))!.Reports.Select(t => t.Entry.Id));
        Assert.Equal(2, (await storage.Timeline.StoryAsync(kept, TextExtent.Whole, default))!.Reports.Count);
        Assert.Null(await storage.Timeline.StoryAsync(gone, TextExtent.Whole, default));
        Assert.Equal(kept, await storage.Timeline.RedirectAsync(gone, default));
    }

    [Fact]
    public async Task A_split_takes_the_copies_of_an_entry_along()
    {
        // Three of one event, the third a copy of the second.
        await CommitAsync(storage, [Sample[0], Sample[1], Sample[2]]);
        await storage.Grouping.StepAsync(
            async step =>
            {
                foreach (var (at, entry) in Sample.Take(3).Index())
                {
                    var placement = new Placement(
                        new StoryId(1), IsNew: at == 0, at == 2 ? Sample[1].Id : null, at == 0 ? 0 : 1, at == 0 ? [] : ["names"], [], []);
                    await step.PlaceAsync(entry.Id, placement, Subjects.None);
                }
                await step.ConcludeAsync();
                return 0;
            },
            TemporaryStorage.Start,
            default);

        var alone = await new StoryEditor(storage.Grouping, TimeProvider.System).SplitAsync(new StoryId(1), [Sample[1].Id], default);

        Assert.Equal([Sample[0].Id], await IdsAsync(new StoryId(1)));
        Assert.Equal([Sample[1].Id, Sample[2].Id], await IdsAsync(alone!.Value));

        async Task<IEnumerable<EntryId>> IdsAsync(StoryId story) =>
            (await storage.Timeline.StoryAsync(story, TextExtent.Whole, default))!.Reports.Select(t => t.Entry.Id)
                .OrderBy(id => Sample.Select(e => e.Id).ToList().IndexOf(id));
    }

    [Fact]
    public async Task A_story_that_merges_again_takes_the_addresses_that_led_to_it_along()
    {
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("a")], TemporaryStorage.Start, default);
        await storage.CommitAsync(TemporaryStorage.Start, [.. Enumerable.Range(1, 3).Select(n => TemporaryStorage.Entry("a", $"{n}"))]);
        using var grouper = storage.Grouper(TimeProvider.System);
        await grouper.GroupAsync(default);
        var editor = new StoryEditor(storage.Grouping, TimeProvider.System);
        Assert.Equal(new StoryId(2), await editor.MergeAsync(new StoryId(3), new StoryId(2), default));
        Assert.Equal(new StoryId(1), await editor.MergeAsync(new StoryId(2), new StoryId(1), default));
        // One step for each, and no chain of 301s.
        Assert.Equal(new StoryId(1), await storage.Timeline.RedirectAsync(new StoryId(2), default));
        Assert.Equal(new StoryId(1), await storage.Timeline.RedirectAsync(new StoryId(3), default));
    }

    [Fact]
    public async Task Grouping_again_by_another_gazetteer_moves_entries_both_ways_and_back()
    {
        await CommitAsync(storage, Sample);
        using var without = storage.Grouper(TimeProvider.System);
        await without.GroupAsync(default);
        var coarse = await GroupsAsync(storage);
        using var grouper = Grouper(storage);
        await grouper.RegroupAsync(default);
        var fine = await GroupsAsync(storage);
        Assert.NotEqual(coarse, fine);
        // Nothing is told twice, and no number that anybody had leads nowhere.
        await grouper.RegroupAsync(default);
        Assert.Equal(fine, await GroupsAsync(storage));
        for (var number = 1; number <= coarse.Count; number++)
        {
            Assert.True(
                await storage.Timeline.StoryAsync(new StoryId(number), TextExtent.Whole, default) is not null
                    || await storage.Timeline.RedirectAsync(new StoryId(number), default) is not null);
        }

        await without.RegroupAsync(default);
        Assert.Equal(coarse, await GroupsAsync(storage));
    }

    [Fact]
    public async Task What_others_write_while_all_is_grouped_again_is_kept()
    {
        await CommitAsync(storage, [.. Sample.Take(60)]);
        using var grouper = Grouper(storage);
        await grouper.GroupAsync(default);
        var largest =
            (await storage.Timeline.PageAsync(TimelineFilter.All with { Limit = TimelineFilter.MaxLimit }, TextExtent.Whole,
                default)).Stories.MaxBy(s => s.Reports.Count)!;
        var (leaving, alone) = (largest.Reports.Last(t => t.DuplicateOf is null).Entry.Id, default(StoryId));
        var busy = new BusyStore(storage.Grouping, async () =>
        {
            await CommitAsync(storage, [.. Sample.Skip(60)]);
            await grouper.GroupAsync(default);
            alone = (await new StoryEditor(storage.Grouping, TimeProvider.System).SplitAsync(largest.Id, [leaving], default))!.Value;
        });
        using var regrouper = new StoryGrouper(busy, () => ShippedGazetteer.Tagger, TimeProvider.System);
        Assert.Equal(Items, (await regrouper.RegroupAsync(default)).Entries);
        Assert.Contains(leaving, (await storage.Timeline.StoryAsync(alone, TextExtent.Whole, default))!.Reports.Select(t => t.Entry.Id));
        Assert.DoesNotContain(
            leaving, (await storage.Timeline.StoryAsync(largest.Id, TextExtent.Whole, default))!.Reports.Select(t => t.Entry.Id));
    }

    [Fact]
    public async Task What_is_found_while_all_is_grouped_again_is_kept_in_a_file_that_is_gone_at_the_end()
    {
        await CommitAsync(storage, Sample);
        using var grouper = Grouper(storage);
        await grouper.GroupAsync(default);
        var stories = await GroupsAsync(storage);
        var scratch = Directory.CreateTempSubdirectory("feedhub-");
        using (var regrouper = new StoryGrouper(storage.Grouping, () => ShippedGazetteer.Tagger, TimeProvider.System, scratch.FullName))
            Assert.Equal(Items, (await regrouper.RegroupAsync(default)).Entries);
        Assert.Empty(scratch.GetFileSystemInfos());
        Assert.Equal(stories, await GroupsAsync(storage));

        // Without a place for the file nothing is changed, and grouping goes on.
        scratch.Delete();
        using var homeless = new StoryGrouper(storage.Grouping, () => ShippedGazetteer.Tagger, TimeProvider.System, scratch.FullName);
        await Assert.ThrowsAnyAsync<IOException>(() => homeless.RegroupAsync(default));
        Assert.Equal(stories, await GroupsAsync(storage));
        await homeless.GroupAsync(default);
    }

    [Fact]
    public async Task What_is_no_report_of_a_story_cannot_be_split_from_it()
    {
        await CommitAsync(storage, [Sample[0]]);
        using var grouper = Grouper(storage);
        await grouper.GroupAsync(default);
        var editor = new StoryEditor(storage.Grouping, TimeProvider.System);
        Assert.Null(await editor.SplitAsync(new StoryId(1), [Sample[1].Id], default));
        Assert.Null(await editor.SplitAsync(new StoryId(1), [Sample[0].Id], default));
        Assert.Null(await editor.MergeAsync(new StoryId(1), new StoryId(2), default));
    }

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        return ValueTask.CompletedTask;
    }

    private static StoryGrouper Grouper(TemporaryStorage storage) =>
        new(storage.Grouping, () => ShippedGazetteer.Tagger, TimeProvider.System);

    private static async Task CommitAsync(TemporaryStorage storage, IReadOnlyList<Entry> entries)
    {
        await storage.Sources.ReconcileAsync(
            [.. Sample.Select(e => e.Source).Distinct().Select(s => TemporaryStorage.Source(s.Value))], TemporaryStorage.Start, default);
        await storage.CommitAsync(TemporaryStorage.Start, [.. entries]);
    }

    /// <summary>The stories as lists of their entries.</summary>
    private static async Task<IReadOnlyList<string>> GroupsAsync(TemporaryStorage storage) =>
    [
        .. (await storage.Timeline.PageAsync(TimelineFilter.All with { Limit = TimelineFilter.MaxLimit }, TextExtent.Whole,
            default)).Stories
            .Select(s => string.Join(' ', s.Reports.Select(t => t.Entry.Id.Value).Order(StringComparer.Ordinal)))
                .Order(StringComparer.Ordinal),
    ];

    private static Entry Read(string line)
    {
        using var item = JsonDocument.Parse(line);
        string Text(string key) => item.RootElement.GetProperty(key).GetString()!;
        return TemporaryStorage.Entry(Text("source"), Text("id"), Text("summary"), Text("url"), Text("lang")) with
        {
            Title = Text("title"),
            Published = item.RootElement.GetProperty("published").GetDateTimeOffset(),
        };
    }

    /// <summary>Somebody else writes just before the first step.</summary>
    private sealed class BusyStore(IGroupingStore store, Func<Task> meanwhile) : IGroupingStore
    {
        private Func<Task>? meanwhile = meanwhile;

        public Task<bool> IsWaitedForAsync(CancellationToken cancellationToken) => store.IsWaitedForAsync(cancellationToken);

        public Task<T> ReadAsync<T>(Func<IGroupingReading, Task<T>> work, CancellationToken cancellationToken) =>
            store.ReadAsync(work, cancellationToken);

        public async Task<T> StepAsync<T>(Func<IGroupingStep, Task<T>> work, DateTimeOffset now, CancellationToken cancellationToken)
        {
            if (Interlocked.Exchange(ref meanwhile, null) is { } first)
                await first();
            return await store.StepAsync(work, now, cancellationToken);
        }
    }
}
