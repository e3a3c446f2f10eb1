using System.Security.Cryptography;
using System.Text;
using FeedHub.Core.Content;
using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Formats;

namespace FeedHub.Tests.Core.Entries;

public class EntryNormaliserTests
{
    private static readonly DateTimeOffset Now = new(2025, 5, 5, 12, 0, 0, TimeSpan.Zero);


    private static readonly FeedItem Item = new()
    {
        Id = "https://civil.ge/?p=605123",
        Title = FeedText.Html("Parliament &amp; <em>president</em>\n at odds"),
        Link = "https://civil.ge/archives/605123?utm_source=rss",
        Summary = FeedText.Html("<p>The veto was overridden.</p>"),
        Content = FeedText.Html("<p onclick=x>The <a href=/veto>veto</a> was overridden on Tuesday.</p><script>x</script>"),
        Published = Now.AddHours(-2),
        Updated = Now.AddHours(-1),
        Authors = [new FeedPerson("  Nino &amp; Co ", "n@civil.ge", "javascript:x")],
        Enclosures =
            [new FeedEnclosure("/a.mp3", "audio/mpeg", 12), new FeedEnclosure("file:///etc/passwd"),
                new FeedEnclosure("https://civil.ge/a.mp3")],
    };

    [Fact]
    public void An_item_becomes_an_entry_fit_to_store_and_show()
    {
        var entry = One(Item);
        Assert.Equal("civil-ge", entry.Source.Value);
        Assert.Equal(Item.Id, entry.Key);
        Assert.Equal(EntryId.From(entry.Source, entry.Key), entry.Id);
        Assert.Equal("Parliament & president at odds", entry.Title);
        Assert.Equal(Item.Link, entry.Url);
        Assert.Equal("https://civil.ge/archives/605123", entry.CanonicalUrl);
        Assert.Equal("<p>The veto was overridden.</p>", entry.Summary);
        Assert.Equal(
            "<p>The <a href=\"https://civil.ge/veto\" rel=\"noopener nofollow\">veto</a> was overridden on Tuesday.</p>", entry.Content);
        Assert.Equal("The veto was overridden on Tuesday.", entry.Text);
        Assert.Equal("en", entry.Language);
        Assert.Equal([new FeedPerson("Nino & Co", "n@civil.ge")], entry.Authors);
        Assert.Equal([new FeedEnclosure("https://civil.ge/a.mp3", "audio/mpeg", 12)], entry.Enclosures);
        Assert.Equal(Now.AddHours(-2), entry.Published);
        Assert.Equal(Now.AddHours(-1), entry.Updated);
        Assert.Equal(Now, entry.Arrived);
        Assert.Null(entry.Changed);
    }

    [Fact]
    public void Footnotes_lead_to_the_page_of_their_item_and_nowhere_without_one()
    {
        const string Text = "<p>Claim<a href='#fn1' id='r1'>1</a></p><ol><li id='fn1'>Source <a href='#r1'>back</a></li></ol>";
        var item = Item with { Content = FeedText.Html(Text), Summary = null, Link = "https://civil.ge/essay/#top" };
        Assert.Equal(
            "<p>Claim<a href=\"https://civil.ge/essay/#fn1\" rel=\"noopener nofollow\">1</a></p><ol><li>Source "
            + "<a href=\"https://civil.ge/essay/#r1\" rel=\"noopener nofollow\">back</a></li></ol>",
            One(item).Content);
        Assert.Equal("<p>Claim1</p><ol><li>Source back</li></ol>", One(item with { Link = null }).Content);
    }

    /// <summary>Formed otherwise, every stored entry would seem to have changed its text at the next poll.</summary>
    [Fact]
    public void The_hash_of_what_an_entry_shows_is_formed_as_it_always_was()
    {
        var entry = One(Item with { Summary = null });
        string?[] parts =
            [entry.Title, null, entry.Content, entry.CanonicalUrl, "Nino & Co", "n@civil.ge", null, "https://civil.ge/a.mp3", "audio/mpeg",
                "12"];
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', parts)))), entry.ContentHash);
    }

    [Fact]
    public void The_own_address_behind_a_feed_proxy_tells_pages_apart()
    {
        var entry = One(
            Item with
            {
                Link = "http://feedproxy.google.com/~r/Civil/~3/AbC/x",
                OriginalLink = "https://www.civil.ge/archives/605123?utm_source=feedburner"
            });
        Assert.Equal("http://feedproxy.google.com/~r/Civil/~3/AbC/x", entry.Url);
        Assert.Equal("https://civil.ge/archives/605123", entry.CanonicalUrl);
    }

    [Fact]
    public void A_text_given_twice_is_kept_once()
    {
        var entry = One(Item with { Summary = Item.Content });
        Assert.Null(entry.Summary);
        Assert.NotNull(entry.Content);
        Assert.Null(One(Item with { Summary = FeedText.Html("<P>same"), Content = FeedText.Html("<p>same</p>") }).Summary);
    }

    [Fact]
    public void A_summary_alone_is_the_text()
    {
        var entry = One(Item with { Content = null });
        Assert.Null(entry.Content);
        Assert.Equal("The veto was overridden.", entry.Text);
        Assert.Equal("The veto was overridden.", One(Item with { Content = FeedText.Html("<p> </p><script>x</script>") }).Text);
        Assert.Null(One(Item with { Content = FeedText.Html("<p>&nbsp;</p>") }).Content);
    }

    [Fact]
    public void Plain_text_becomes_paragraphs() =>
        Assert.Equal("<p>a &lt; b<br>c</p><p>d &amp; e</p>", One(Item with { Content = FeedText.Plain("a < b\nc\n\n\nd & e\n") }).Content);

    [Fact]
    public void A_title_of_plain_text_keeps_its_signs() =>
        Assert.Equal("1 < 2 &amp; <b>", One(Item with { Title = FeedText.Plain(" 1 < 2 &amp;\n<b> ") }).Title);

    [Fact]
    public void An_endless_title_is_cut() =>
        Assert.Equal(500, One(Item with { Title = FeedText.Plain(new string('x', 10_000)) }).Title.Length);

    [Theory]
    [InlineData("/archives/1", "https://civil.ge/archives/1")]
    [InlineData("//civil.ge/archives/1", "https://civil.ge/archives/1")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("mailto:x@y", null)]
    [InlineData(null, null)]
    public void An_address_is_absolute_and_of_the_web(string? link, string? expected)
    {
        var entry = One(Item with { Link = link });
        Assert.Equal(expected, entry.Url);
        Assert.Equal(expected, entry.CanonicalUrl);
    }

    [Theory]
    [InlineData("ka", "The parliament of Georgia adopted it", "en")]
    [InlineData("en-US", "Парламент принял закон", "ru")]
    [InlineData("ru-RU", "Парламент принял закон", "ru-ru")]
    [InlineData(null, "Парламент принял закон", "ru")]
    [InlineData(null, "Xyz", "en")]
    public void The_language_is_the_item_s_unless_its_script_says_otherwise(string? declared, string title, string expected) =>
        Assert.Equal(expected, One(new FeedItem { Id = "1", Title = FeedText.Plain(title), Language = declared }).Language);

    [Fact]
    public void Nothing_known_of_a_language_is_und() =>
        Assert.Equal(
            "und",
            EntryNormaliser.Normalise(Document(new FeedItem { Id = "1", Title = FeedText.Plain("Xyz") }), Civil with { Language = null },
                [], Now).Entries[0].Language);

    [Fact]
    public void Impossible_dates_are_dropped()
    {
        var entry = One(Item with { Published = Now.AddDays(2), Updated = new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero) });
        Assert.Null(entry.Published);
        Assert.Null(entry.Updated);
        Assert.Equal(Now.AddHours(20), One(Item with { Published = Now.AddHours(20) }).Published);
    }

    [Fact]
    public void The_same_item_twice_is_one_entry_and_the_newer_text_stands()
    {
        var entries = EntryNormaliser.Normalise(
            Document(
                Item, Item with { Id = "other", Link = "https://civil.ge/2" },
                Item with { Title = FeedText.Plain("Corrected"), Updated = Now },
                Item with { Title = FeedText.Plain("Older"), Updated = Now.AddDays(-3) }),
                Civil, [], Now).Entries;
        Assert.Equal(["Corrected", "Parliament & president at odds"], entries.Select(e => e.Title));
    }

    [Fact]
    public void An_item_that_shows_nothing_is_left_out() =>
        Assert.Empty(
            EntryNormaliser.Normalise(
                Document(new FeedItem(), new FeedItem { Id = "1", Title = FeedText.Html("<p> </p>") }), Civil, [], Now).Entries);

    [Fact]
    public void The_content_hash_moves_with_what_a_reader_sees()
    {
        var hash = One(Item).ContentHash;
        Assert.Matches("^[0-9a-f]{64}$", hash);
        Assert.Equal(
            hash,
            One(Item with { Published = null, Link = "https://civil.ge/archives/605123?utm_source=telegram", Comments = "x" }).ContentHash);
        FeedItem[] changed =
        [
            Item with { Title = FeedText.Plain("x") }, Item with { Summary = null }, Item with { Content = FeedText.Html("<p>x</p>") },
                Item with { Link = "https://civil.ge/x" },
            Item with { Authors = [] }, Item with { Enclosures = [] },
        ];
        Assert.DoesNotContain(hash, changed.Select(i => One(i).ContentHash));
    }

    [Fact]
    public void What_is_hostile_is_bounded()
    {
        var entry = One(Item with
        {
            Content = FeedText.Html(string.Concat(Enumerable.Repeat("<div><b>x", 200_000))),
            Authors = [.. Enumerable.Range(0, 1000).Select(i => new FeedPerson(new string('n', 5000) + i))],
            Enclosures = [.. Enumerable.Range(0, 1000).Select(i => new FeedEnclosure($"https://civil.ge/{i}"))],
        });
        Assert.InRange(entry.Content!.Length, 1, HtmlCleaner.MaxLength + 20_000);
        Assert.InRange(entry.Authors.Count, 1, 20);
        Assert.InRange(entry.Enclosures.Count, 1, 50);
    }

    private static readonly Source Civil =
        new() { Id = new SourceId("civil-ge"), Title = "Civil.ge", Url = "https://civil.ge/feed", Language = "en" };

    private static FeedDocument Document(params FeedItem[] items) =>
        new() { Family = FeedFamily.Rss, Link = "https://civil.ge/", Items = items };

    private static Entry One(FeedItem item) => Assert.Single(EntryNormaliser.Normalise(Document(item), Civil, [], Now).Entries);
}
