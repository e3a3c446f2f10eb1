using FeedHub.Core.Entries;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Formats;
using FeedHub.Tests.Storage;

namespace FeedHub.Tests.Core.Entries;

/// <summary>What tells the items of a source apart, from one document to the next.</summary>
public sealed class IdentityTests : IAsyncLifetime
{
    private static readonly Source Outlet = TemporaryStorage.Source("a");
    private readonly TemporaryStorage storage = new();
    private IReadOnlyList<string> repeated = [];
    private DateTimeOffset now = TemporaryStorage.Start;

    public async ValueTask InitializeAsync() => await storage.Sources.ReconcileAsync([Outlet], now, default);

    [Fact]
    public async Task One_guid_on_every_item_is_no_identity_even_where_an_item_stands_alone()
    {
        Assert.Equal(3, await NewAsync(Item("A", "g"), Item("B", "g"), Item("C", "g")));
        Assert.Equal(0, await NewAsync(Item("A", "g"), Item("B", "g"), Item("C", "g")));
        Assert.Equal(0, await NewAsync(Item("B", "g")));
        Assert.Equal(1, await NewAsync(Item("D", "g")));
        Assert.Equal(["A", "B", "C", "D"], await TitlesAsync());
    }

    [Fact]
    public async Task What_was_stored_under_a_guid_before_it_was_repeated_is_not_doubled()
    {
        Assert.Equal(1, await NewAsync(Item("A", "g")));
        Assert.Equal(1, await NewAsync(Item("A", "g"), Item("B", "g")));
        Assert.Equal(0, await NewAsync(Item("A", "g"), Item("B", "g")));
        Assert.Equal(["A", "B"], await TitlesAsync());
    }

    [Fact]
    public async Task A_source_that_begins_or_ceases_to_send_guids_doubles_nothing()
    {
        Assert.Equal(2, await NewAsync(Item("A"), Item("B")));
        Assert.Equal(1, await NewAsync(Item("A", "1"), Item("B", "2"), Item("C", "3")));
        Assert.Equal(0, await NewAsync(Item("A"), Item("B"), Item("C")));
        Assert.Equal(["A", "B", "C"], await TitlesAsync());
    }

    [Fact]
    public async Task A_source_that_ceases_to_send_guids_is_known_by_its_links()
    {
        Assert.Equal(2, await NewAsync(Item("A", "https://a.example/A"), Item("B", "https://a.example/B")));
        Assert.Equal(0, await NewAsync(Item("A"), Item("B")));
    }

    [Fact]
    public async Task Items_without_guid_on_one_page_are_told_apart_by_their_dates()
    {
        FeedItem Live(string title, int hour) =>
            new() { Title = FeedText.Plain(title), Link = "https://a.example/live", Published = now.Date.AddHours(-hour) };
        Assert.Equal(2, await NewAsync(Live("A", 1), Live("B", 2)));
        Assert.Equal(0, await NewAsync(Live("B", 2)));
        Assert.Equal(1, await NewAsync(Live("C", 3)));
        Assert.Equal(["A", "B", "C"], await TitlesAsync());
    }

    [Fact]
    public async Task Different_guids_on_one_page_stay_different()
    {
        Assert.Equal(1, await NewAsync(Item("Weather on Monday", "1") with { Link = "https://a.example/weather" }));
        Assert.Equal(1, await NewAsync(Item("Weather on Tuesday", "2") with { Link = "https://a.example/weather" }));
        Assert.Equal(2, (await TitlesAsync()).Count);
    }

    [Fact]
    public void A_page_that_says_something_else_each_day_under_one_title_joins_no_items()
    {
        var items = Read(
            OnPage("1", 1, "One dollar is 1.7000 manats."), OnPage("2", 25, "One dollar is 1.7012 manats."),
            OnPage("3", 49, "One dollar is 1.6998 manats."));
        Assert.Equal(3, items.Entries.Count);
        Assert.All(items.Entries, e => Assert.Null(e.CanonicalUrl));
    }

    [Theory]
    [InlineData(1, "One dollar is 1.7012 manats.")]
    [InlineData(25, "One dollar is 1.7000 manats.")]
    public void An_article_that_a_document_lists_under_two_IDs_keeps_its_page(int hour, string text)
    {
        var items = Read(OnPage("1", 1, "One dollar is 1.7000 manats."), OnPage("2", hour, text));
        Assert.All(items.Entries, e => Assert.Equal("https://a.example/rates", e.CanonicalUrl));
    }

    [Fact]
    public async Task An_item_that_retention_forgot_does_not_come_back_under_another_key()
    {
        await NewAsync(Item("A"));
        await storage.Ingestion.PurgeAsync(now.AddDays(1), default);
        Assert.Equal(0, await NewAsync(Item("A", "1")));
    }

    [Fact]
    public void The_source_is_told_that_its_guid_stands_on_everything()
    {
        var items = Read(Item("A", "g"), Item("B", "g"));
        Assert.Contains(items.Notes, n => n.Message.Contains("“g” is on different items", StringComparison.Ordinal));
        Assert.Equal(["g"], items.RepeatedIdentifiers);
    }

    [Fact]
    public void A_date_of_the_far_future_is_dropped_with_a_note()
    {
        var items = Read(Item("A", "1"), Item("B", "2") with { Published = new(2041, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        Assert.Null(items.Entries[1].Published);
        Assert.Equal(
            new FeedNote(1, "the date 2041-01-01 is before 1990 or more than a day in the future and was dropped"),
            Assert.Single(items.Notes));
    }

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        return ValueTask.CompletedTask;
    }

    private static FeedItem Item(string title, string? guid = null) =>
        new()
        {
            Id = guid,
            Title = FeedText.Plain(title),
            Link = "https://a.example/" + Uri.EscapeDataString(title),
            Summary = FeedText.Plain("What " + title + " says.")
        };

    private FeedItem OnPage(string guid, int hoursAgo, string text) => Item("Official rates", guid) with
    {
        Link = "https://a.example/rates",
        Summary = FeedText.Plain(text),
        Published = now.AddHours(-hoursAgo),
    };

    private NormalisedItems Read(params FeedItem[] items) =>
        EntryNormaliser.Normalise(
            new FeedDocument { Family = FeedFamily.Rss, Link = "https://a.example/", Items = items }, Outlet, repeated, now);

    /// <summary>Takes in a document of these items, as a poll does; returns how many were new.</summary>
    private async Task<int> NewAsync(params FeedItem[] items)
    {
        now = now.AddHours(1);
        var read = Read(items);
        repeated = read.RepeatedIdentifiers;
        var counts = await storage.Ingestion.CommitAsync(
            new IngestionBatch("test", TemporaryStorage.Read(Outlet.Id, now, read.Entries)), TestContext.Current.CancellationToken);
        Assert.Equal(0, counts.Updated);
        return counts.New;
    }

    private async Task<List<string>> TitlesAsync()
    {
        await using var connection = await storage.ConnectAsync();
        return [.. (await Dapper.SqlMapper.QueryAsync<string>(connection, "SELECT title FROM entry ORDER BY title"))];
    }
}
