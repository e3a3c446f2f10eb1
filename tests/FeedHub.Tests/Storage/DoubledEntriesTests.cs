using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Stories;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Storage;

/// <summary>A store of an older version, in which an outlet's changed IDs doubled its entries.</summary>
public class DoubledEntriesTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private static readonly SourceId Outlet = new("a");
    private readonly TemporaryStorage storage = new();

    public async ValueTask InitializeAsync() => await storage.Sources.ReconcileAsync([TemporaryStorage.Source("a")], Now, default);

    [Fact]
    public async Task Entries_stored_three_times_become_one_with_its_latest_text_and_its_address()
    {
        await StoreAsync(0, "1", "Fire in Gyumri", "Two houses burnt.");
        await StoreAsync(1, "11", "Fire in Gyumri", "Two houses burnt.");
        await StoreAsync(19, "19", "Wheat prices rise in Kars", "A ton costs more than last year.", Now.AddDays(19));
        await StoreAsync(20, "21", "Fire in Gyumri (updated)", "Two houses burnt. Nobody was hurt.");
        var before = await StoriesAsync();
        Assert.Equal(3, before.Count);

        Assert.Equal(2, (await new DoubledEntries(storage.Database).FindAsync(Outlet, default)).Count);
        Assert.Equal(2, (await new DoubledEntries(storage.Database).FoldAsync(Outlet, Now.AddDays(21), default)).Count);

        var story = Assert.Single(await StoriesAsync(), s => s.Lead.Entry.Title == "Fire in Gyumri (updated)");
        Assert.Equal(2, (await StoriesAsync()).Count);
        var revision = Assert.Single((await storage.Timeline.RevisionsAsync(story.Id, default))[story.Lead.Entry.Id]);
        Assert.Equal("Fire in Gyumri", revision.Title);
        foreach (var former in before.Where(s => s.Lead.Entry.Title.StartsWith("Fire", StringComparison.Ordinal)))
            Assert.Equal(story.Id, await storage.Timeline.RedirectAsync(former.Id, default) ?? former.Id);
        Assert.Empty(await new DoubledEntries(storage.Database).FindAsync(Outlet, default));
        Assert.Equal(2, Assert.Single(await storage.Sources.OverviewAsync(default)).Entries);
    }

    [Fact]
    public async Task What_was_folded_is_found_under_each_of_its_keys()
    {
        await StoreAsync(0, "1", "Fire in Gyumri", "Two houses burnt.");
        await StoreAsync(1, "11", "Fire in Gyumri", "Two houses burnt.");
        await new DoubledEntries(storage.Database).FoldAsync(Outlet, Now.AddDays(1), default);
        Assert.Equal(0, (await storage.CommitAsync(Now.AddDays(2), Entry("11", "Fire put out in Gyumri", "All is well."))).New);
    }

    [Fact]
    public async Task Different_entries_are_left_alone()
    {
        await StoreAsync(0, "1", "Press review", "The papers write about bread.");
        await StoreAsync(1, "2", "Press review", "The papers write about a summit in Sochi.");
        await StoreAsync(2, "3", "Fire in Gyumri", "Two houses burnt.");
        await StoreAsync(3, "4", "Fire in Vanadzor", "A shop burnt.");
        Assert.Empty(await new DoubledEntries(storage.Database).FindAsync(Outlet, default));
    }

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Entry Entry(string key, string title, string text) =>
        TemporaryStorage.Entry("a", key, text) with
        {
            Title = title,
            CanonicalUrl = $"https://a.example/{(title.StartsWith("Press", StringComparison.Ordinal) ? "review-" + key : title[..14])}",
            Published = Now.AddMinutes(-title[0]).AddDays(title.StartsWith("Press", StringComparison.Ordinal) ? key[0] - '0' : 0),
            ContentHash = title + text,
        };

    /// <summary>Stores an entry as a version did that knew items by their keys alone.</summary>
    private async Task StoreAsync(int day, string key, string title, string text, DateTimeOffset? published = null)
    {
        var entry = Entry(key, title, text) with { Arrived = Now.AddDays(day) };
        entry = entry with { Published = published ?? entry.Published };
        await storage.Database.WriteAsync(
            FeedHub.Storage.Sql.WriteScope.Ingestion(Outlet),
            async sql =>
            {
                await EntryTable.InsertAsync(sql, [entry]);
                return true;
            },
            default);
        using var grouper = storage.Grouper(new FakeTimeProvider(Now.AddDays(day)));
        await grouper.GroupAsync(default);
    }

    private async Task<IReadOnlyList<Story>> StoriesAsync() =>
        (await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Whole, default)).Stories;
}
