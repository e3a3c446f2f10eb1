using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Walking;
using FeedHub.Storage.Stories;

namespace FeedHub.Tests.Storage.Index;

/// <summary>Entries in the order of their arrival.</summary>
public class EntryStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private readonly TemporaryStorage storage = new();

    private EntryStore Store => new(storage.Database);

    public async ValueTask InitializeAsync()
    {
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("a"), TemporaryStorage.Source("b")], Now, default);
        for (var i = 0; i < 4; i++)
        {
            // As a month ends.
            var at = Now.AddDays(3 * i);
            await storage.CommitAsync(
                at, TemporaryStorage.Entry("a", $"{i}", new string('x', 2000)) with { Arrived = at, Published = Now.AddYears(-i) },
                TemporaryStorage.Entry("b", $"{i}") with { Arrived = at });
        }
    }

    [Fact]
    public async Task They_are_met_once_each_from_the_newest_on_while_others_arrive()
    {
        var met = new List<string>();
        EntryPosition? below = null;
        while (await Store.NewestAsync(EntryFilter.All, below, 3, default) is { Count: > 0 } some)
        {
            met.AddRange(some.Select(e => e.Report.Entry.Id.Value));
            below = EntryPosition.Of(some[^1]);
            var at = Now.AddDays(20);
            await storage.CommitAsync(at, TemporaryStorage.Entry("a", $"new-{met.Count}") with { Arrived = at });
        }
        Assert.Equal(8, met.Distinct().Count());
        Assert.Equal(8, met.Count);
        Assert.Equal(["a-3", "a-2", "a-1", "a-0"], met.Where(id => id.StartsWith('a')));
    }

    [Fact]
    public async Task Those_of_one_source_are_found_with_as_much_of_their_texts_as_an_excerpt_needs()
    {
        var found = await Store.NewestAsync(new EntryFilter(new SourceId("a")), below: null, 10, default);
        Assert.Equal(["a-3", "a-2", "a-1", "a-0"], found.Select(e => e.Report.Entry.Id.Value));
        Assert.All(found, e => Assert.True(e is { Story: null, Report.Entry.Text.Length: < 2000 }));
        Assert.Empty(await Store.NewestAsync(new EntryFilter(new SourceId("nobody")), below: null, 10, default));
    }

    [Fact]
    public async Task Those_of_a_time_are_met_once_each_in_its_order_while_others_arrive()
    {
        // A node that was slow to store what it had fetched.
        await storage.CommitAsync(Now.AddDays(9), TemporaryStorage.Entry("b", "late") with { Arrived = Now.AddDays(4) });
        var filter = new EntryFilter(After: Now.AddDays(3), Before: Now.AddDays(9));
        var met = new List<string>();
        EntryPosition? below = null;
        while (await Store.NewestAsync(filter, below, 2, default) is { Count: > 0 } some)
        {
            met.AddRange(some.Select(e => e.Report.Entry.Id.Value));
            below = EntryPosition.Parse(EntryPosition.Of(some[^1]).ToString());
            var entry = TemporaryStorage.Entry("a", $"new-{met.Count}") with { Arrived = Now.AddDays(8) };
            await storage.CommitAsync(Now.AddDays(9), entry);
        }
        Assert.Equal(["b-2", "a-2", "b-late", "b-1", "a-1"], met);
        var ofOne = await Store.NewestAsync(filter with { Source = new SourceId("b") }, below: null, 10, default);
        Assert.Equal(["b-2", "b-late", "b-1"], ofOne.Select(e => e.Report.Entry.Id.Value));
        var since = await Store.NewestAsync(EntryFilter.All with { After = Now.AddDays(9) }, below: null, 10, default);
        Assert.Equal(["b-3", "a-3"], since.Select(e => e.Report.Entry.Id.Value));
    }

    [Fact]
    public async Task One_is_found_with_its_whole_text_and_its_story()
    {
        await storage.Grouper(TimeProvider.System).GroupAsync(default);
        var found = await Store.FindAsync(new EntryId("a-2"), default);
        Assert.Equal((2000, "a"), (found!.Report.Entry.Text.Length, found.Report.Source.Id.Value));
        var stories = (await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Excerpt, default)).Stories;
        Assert.Contains(stories, s => s.Id == found.Story && s.Reports.Any(r => r.Entry.Id.Value == "a-2"));
        Assert.Null(await Store.FindAsync(new EntryId("nobody"), default));
    }

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        return ValueTask.CompletedTask;
    }
}
