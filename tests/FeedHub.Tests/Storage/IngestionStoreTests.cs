using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Formats;

namespace FeedHub.Tests.Storage;

public class IngestionStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private readonly TemporaryStorage storage = new();

    public async ValueTask InitializeAsync() =>
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("a"), TemporaryStorage.Source("b")], Now, default);

    [Fact]
    public async Task An_entry_comes_back_as_it_was_stored()
    {
        var entry = TemporaryStorage.Entry("a", "1", "Words", "https://a.example/1", "az") with
        {
            Summary = "<p>s</p>",
            Content = "<p>c</p>",
            Authors = [new FeedPerson("Leyla", "leyla@a.example")],
            Enclosures = [new FeedEnclosure("https://a.example/1.mp3", "audio/mpeg", 12)],
            Categories = ["politics", "Qarabağ"],
            Published = Now.AddHours(-2),
            Updated = Now.AddHours(-1),
        };
        await storage.CommitAsync(Now, entry);
        Assert.Equivalent(entry, Assert.Single(await StoriesAsync()).Lead.Entry, strict: true);
    }

    [Fact]
    public async Task An_entry_seen_again_is_never_doubled()
    {
        Assert.Equal(1, (await storage.CommitAsync(Now, TemporaryStorage.Entry("a", "1", "same"))).New);
        Assert.Equal(default, await storage.CommitAsync(Now.AddHours(1), TemporaryStorage.Entry("a", "1", "same")));
        Assert.Single(await StoriesAsync());
    }

    [Fact]
    public async Task A_changed_text_keeps_its_earlier_one_with_the_time_it_was_first_seen()
    {
        await storage.CommitAsync(Now, TemporaryStorage.Entry("a", "1", "first"));
        var story = Assert.Single(await StoriesAsync());
        var before = await storage.Timeline.VersionAsync(default);
        Assert.Equal(
            1,
            (await storage.CommitAsync(Now.AddHours(1), TemporaryStorage.Entry("a", "1",
                "second") with
            { Arrived = Now.AddHours(1) })).Updated);
        await storage.CommitAsync(Now.AddHours(2), TemporaryStorage.Entry("a", "1", "third"));

        var after = Assert.Single(await StoriesAsync());
        Assert.Equal(
            ("third", Now, (DateTimeOffset?)Now.AddHours(2)), (after.Lead.Entry.Text, after.Lead.Entry.Arrived, after.Lead.Entry.Changed));
        Assert.Equal(Now.AddHours(2), after.Updated);
        Assert.True(await storage.Timeline.VersionAsync(default) > before);
        var revisions = (await storage.Timeline.RevisionsAsync(story.Id, default))[after.Lead.Entry.Id];
        Assert.Equal([(Now, Now.AddHours(1)), (Now.AddHours(1), Now.AddHours(2))], revisions.Select(r => (r.FirstSeen, r.ReplacedAt)));
    }

    [Fact]
    public async Task A_forgotten_entry_that_its_feed_still_carries_does_not_come_back()
    {
        var old = TemporaryStorage.Entry("a", "old");
        await storage.CommitAsync(Now, old);
        await storage.CommitAsync(Now.AddDays(31), TemporaryStorage.Entry("a", "new") with { Arrived = Now.AddDays(31) });
        await StoriesAsync();
        Assert.Equal(1, await storage.Ingestion.PurgeAsync(Now.AddDays(30), default));
        Assert.Equal(default, await storage.CommitAsync(Now.AddDays(32), old));
        Assert.Equal("new", Assert.Single(await StoriesAsync()).Lead.Entry.Key);
    }

    [Fact]
    public async Task Entries_whose_commit_was_never_grouped_are_grouped_the_next_time()
    {
        await storage.CommitAsync(Now, TemporaryStorage.Entry("a", "1"), TemporaryStorage.Entry("b", "1"));
        Assert.Equal(new GroupingCounts(2, 2), await storage.Grouper(TimeProvider.System).GroupAsync(default));
        Assert.Equal(default, await storage.Grouper(TimeProvider.System).GroupAsync(default));
    }

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<IReadOnlyList<Story>> StoriesAsync()
    {
        await storage.Grouper(TimeProvider.System).GroupAsync(default);
        return (await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Whole, default)).Stories;
    }
}
