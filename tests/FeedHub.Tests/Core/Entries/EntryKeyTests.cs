using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;

namespace FeedHub.Tests.Core.Entries;

public class EntryKeyTests
{
    private static readonly DateTimeOffset Day = new(2025, 5, 5, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_id_tells_the_items_apart_where_the_source_says_so() =>
        Assert.Equal(["1", "2"], Keys([Item("1", "https://a.az/1"), Item("2", "https://a.az/1")], SourceIdentity.Guid));

    [Fact]
    public void The_link_tells_them_apart_where_the_source_says_so() =>
        Assert.Equal(
            ["https://a.az/1", "https://a.az/2"],
            Keys([Item("x", "https://a.az/1", "A"), Item("y", "https://a.az/2", "B")], SourceIdentity.Link));

    [Fact]
    public void An_id_on_different_pages_is_none() =>
        Assert.Equal(
            ["https://qafqazinfo.az/1", "https://qafqazinfo.az/2", "own"],
            Keys(
                [Item("guid", "https://qafqazinfo.az/1", "A"), Item("guid", "https://qafqazinfo.az/2", "B"),
                    Item("own", "https://qafqazinfo.az/3", "C")],
                SourceIdentity.Guid));

    [Fact]
    public void An_id_without_pages_is_none_on_different_titles()
    {
        var keys = Keys([Item("guid", null, "A"), Item("guid", null, "B"), Item("guid", null, "B")], SourceIdentity.Guid);
        Assert.NotEqual(keys[0], keys[1]);
        Assert.Equal(keys[1], keys[2]);
    }

    [Fact]
    public void Two_versions_of_one_item_have_one_key()
    {
        Assert.Equal(["1", "1"], Keys([Item("1", "https://a.az/1", "Old"), Item("1", "https://a.az/1", "New")], SourceIdentity.Guid));
        Assert.Equal(
            ["https://a.az/1", "https://a.az/1"], Keys([Item(null, "https://a.az/1"), Item(null, "https://a.az/1")], SourceIdentity.Guid));
    }

    [Fact]
    public void A_link_on_everything_is_helped_by_the_date_and_then_by_the_text()
    {
        var keys = Keys(
            [Item(null, "https://a.az/live", "A", Day), Item(null, "https://a.az/live", "B", Day.AddHours(1)),
                Item(null, "https://a.az/live", "C", null), Item(null, "https://a.az/", "D", Day)],
            SourceIdentity.Link);
        Assert.Equal("https://a.az/live 2025-05-05T10:00:00.0000000Z", keys[0]);
        Assert.Equal("https://a.az/live 2025-05-05T11:00:00.0000000Z", keys[1]);
        Assert.StartsWith("text:", keys[2], StringComparison.Ordinal);
        Assert.StartsWith("text:", keys[3], StringComparison.Ordinal);
        Assert.Equal(4, keys.Distinct().Count());
    }

    [Fact]
    public void A_source_told_by_links_falls_back_on_ids() =>
        Assert.Equal(["1", "2"], Keys([Item("1", null), Item("2", null)], SourceIdentity.Link));

    [Fact]
    public void A_key_is_bounded()
    {
        var key = Keys([Item(new string('x', 100_000), null)], SourceIdentity.Guid)[0];
        Assert.StartsWith("key:", key, StringComparison.Ordinal);
        Assert.InRange(key.Length, 1, 100);
    }

    [Fact]
    public void The_name_of_an_entry_is_permanent()
    {
        var id = EntryId.From(new SourceId("civil-ge"), "https://civil.ge/?p=605123");
        Assert.Equal("v4lf2ahn4mpqtjq6dmb2qvrtbp", id.Value);
        Assert.Matches("^[a-z2-7]{26}$", id.Value);
        Assert.NotEqual(id, EntryId.From(new SourceId("civil-ge"), "https://civil.ge/?p=605124"));
        Assert.NotEqual(id, EntryId.From(new SourceId("civil"), "https://civil.ge/?p=605123"));
    }

    [Fact]
    public void The_names_of_a_sources_entries_begin_alike()
    {
        var id = EntryId.From(new SourceId("civil-ge"), "https://civil.ge/?p=605123").Value;
        Assert.StartsWith(id[..5], EntryId.From(new SourceId("civil-ge"), "https://civil.ge/?p=605124").Value, StringComparison.Ordinal);
        Assert.NotEqual(id[..5], EntryId.From(new SourceId("civil"), "https://civil.ge/?p=605123").Value[..5]);
    }

    private static List<string> Keys(IReadOnlyList<EntryIdentifiers> items, SourceIdentity identity) =>
        [.. EntryKey.Choose(items, identity, EntryKey.Repeated(items, identity, before: [])).Select(k => k.Key)];

    private static EntryIdentifiers Item(string? id, string? link, string title = "Title", DateTimeOffset? date = null) =>
        new(id, link, date, title, "");
}
