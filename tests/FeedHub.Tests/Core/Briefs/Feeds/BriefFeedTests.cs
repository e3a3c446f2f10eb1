using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Feeds;
using FeedHub.Core.Briefs.Markup;
using FeedHub.Core.Urls;
using FeedHub.Formats;
using FeedHub.Formats.Reading;
using FeedHub.Formats.Writing;

namespace FeedHub.Tests.Core.Briefs.Feeds;

public class BriefFeedTests
{
    private static readonly SiteAddress Address = new("https://hub.example/base", "hub.example,2026");
    private static readonly DateTimeOffset Start = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);

    private static readonly Series Weekly = new()
    {
        Slug = "weekly",
        Title = "Weekly",
        Description = "What happened.",
        Language = "en",
        Publisher = "The desk",
        Licence = "https://licence.example/",
    };

    public static TheoryData<FeedFormat, string?> RelatedAddresses => new()
    {
        { FeedFormats.Rss, "https://hub.example/base/series/weekly/second" },
        { FeedFormats.Atom, "https://hub.example/base/series/weekly/second" },
        { FeedFormats.Json, null },
    };

    public static TheoryData<FeedFormat, string> FileNames => new()
    {
        { FeedFormats.Rss, "feed.rss" },
        { FeedFormats.Atom, "feed.atom" },
        { FeedFormats.Json, "feed.json" },
    };

    [Fact]
    public void A_feed_holds_the_whole_brief_with_absolute_addresses()
    {
        var brief = Brief("first", 0, "<p><img src=\"/base/series/weekly/media/a.png\" alt=\"\"></p>") with
        {
            Image = new("map 1.png", "image/png", 7, "A \"map\"", "Us"),
            Regions = ["AZ"],
            Topics = ["gas"],
        };
        var item = Assert.Single(Document([brief]).Items);
        Assert.Equal("The dek", item.Summary!.Value);
        Assert.Contains("src=\"https://hub.example/base/series/weekly/media/a.png\"", item.Content!.Value);
        Assert.Contains(
            "<img src=\"https://hub.example/base/series/weekly/media/map%201.png\" alt=\"A &quot;map&quot;\"><figcaption>Us</figcaption>",
            item.Content.Value);
        Assert.Equal(
            new FeedEnclosure("https://hub.example/base/series/weekly/media/map%201.png", "image/png", 7), Assert.Single(item.Enclosures));
        Assert.Equal([new("AZ", "tag:hub.example,2026:regions"), new("gas", "tag:hub.example,2026:topics")], item.Categories);
        Assert.Equal("https://hub.example/base/series/weekly/first", item.Link);
        Assert.Equal([new FeedPerson("The desk")], item.Authors);
        Assert.False(item.IdIsPermaLink);
    }

    [Fact]
    public void A_point_is_one_that_the_brief_gives_and_never_made_of_a_region()
    {
        var brief = Brief("first", 0, "<p>x</p>") with { Regions = ["TR", "AZ"] };
        Assert.Null(Assert.Single(Document([brief]).Items).Point);
        Assert.Equal(new FeedPoint(40.4, 49.9), Assert.Single(Document([brief with { Point = new(40.4, 49.9) }]).Items).Point);
    }

    [Fact]
    public void JSON_Feed_tells_the_rights_the_licence_and_the_original_of_a_brief()
    {
        var brief = Brief("first", 0, "<p>x</p>") with { CanonicalUrl = "https://institute.example/first" };
        var item = Assert.Single(BriefFeed.ToDocument(Of([brief]), Address, FeedFormats.Json).Items);
        Assert.Equal(
            """{"about":"https://hub.example/base/feeds","license":"https://licence.example/","canonical_url":"https://institute.example/first"}""",
            item.Extensions["_feedhub"].GetRawText());
        Assert.Empty(Assert.Single(Document([brief]).Items).Extensions);
    }

    [Theory]
    [MemberData(nameof(RelatedAddresses))]
    public void A_related_brief_is_never_taken_for_the_item(FeedFormat format, string? related)
    {
        var briefs = Of(
            [Brief("first", 0, "<p>A</p>") with { Related = [new(null, "second")], CanonicalUrl = "https://institute.example/first" },
                Brief("second", 1, "<p>B</p>")]);
        var written = (
            (FeedReading.Readable)FeedReader.Read(format.Write(BriefFeed.ToDocument(briefs, Address, format)), new FeedOrigin())).Document;
        var item = written.Items.Single(i => i.Id!.EndsWith("/first", StringComparison.Ordinal));
        Assert.Equal("https://hub.example/base/series/weekly/first", item.Link);
        Assert.Equal(related, item.Links.FirstOrDefault(l => l.Rel == "related")?.Href);
        Assert.Contains("Title of second", item.Content!.Value);
        if (format != FeedFormats.Json) Assert.Equal("https://institute.example/first", item.Links.Single(l => l.Rel == "via").Href);
    }

    [Fact]
    public void Headings_and_anchors_are_in_the_content()
    {
        var brief = Brief("first", 0, "<p>Lead.</p>") with
        {
            Sections =
            [
                new() { Kind = BriefSectionKind.Body, Html = "<p>Lead.</p>" },
                new() { Kind = BriefSectionKind.Watching, Heading = "What & why", Html = "",
                    Items = [new("w-vote", "The <vote>", "<p>Soon.</p>")] },
            ],
        };
        Assert.Equal(
            "<p>Lead.</p>\n<h2>What &amp; why</h2>\n<h3 id=\"w-vote\">The &lt;vote&gt;</h3>\n<p>Soon.</p>\n", BriefHtml.From(brief));
        Assert.Equal(BriefHtml.From(brief), Assert.Single(Document([brief]).Items).Content!.Value);
    }

    [Theory]
    [MemberData(nameof(FileNames))]
    public void Marked_words_wide_cells_list_numbers_and_footnotes_are_on_the_page_and_in_every_format(FeedFormat format, string file)
    {
        var text = BriefMarkdown.Read(
            "10<sup>9</sup> <del>a</del> <ins>b</ins>[^n]\n\n<table>\n\n<tr><td colspan=\"2\">c</td></tr>\n\n</table>\n\n3. d\n\n"
            + "[^n]: Note<script>e</script>.\n", "/base/series/weekly", "first", watching: false);
        var brief = Brief("first", 0, "") with { Sections = text.Sections };
        const string Same = "</sup></p>\n<table><tbody><tr><td colspan=\"2\">c</td></tr></tbody></table>\n"
            + "<ol start=\"3\">\n<li>d</li>\n</ol>\n<hr>\n<ol>\n";
        Assert.Equal(
            "<p>10<sup>9</sup> <del>a</del> <ins>b</ins><sup><a id=\"fnref-1\" href=\"#fn-1\" rel=\"noopener nofollow\">1</a>" + Same
            + "<li id=\"fn-1\"><p>Note. <a href=\"#fnref-1\" rel=\"noopener nofollow\">↩︎</a></p></li>\n</ol>\n",
            Lines(BriefHtml.From(brief)));
        var written = format.Write(BriefFeed.ToDocument(Of([brief]), Address, format));
        var item = Assert.Single(((FeedReading.Readable)FeedReader.Read(written, new FeedOrigin())).Document.Items);
        const string Page = "https://hub.example/base/series/weekly/first";
        Assert.True(
            Lines(item.Content!.Value) ==
            $"<p>10<sup>9</sup> <del>a</del> <ins>b</ins><sup><a href=\"{Page}#fn-1\" rel=\"noopener nofollow\">1</a>{Same}"
            + $"<li><p>Note. <a href=\"{Page}#fnref-1\" rel=\"noopener nofollow\">↩︎</a></p></li>\n</ol>\n",
            $"{file}: {item.Content.Value}");
    }

    /// <summary>Empty lines between rows of a table say nothing.</summary>
    private static string Lines(string html) => string.Join(
            '\n', html.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Replace(">\n<t", "><t", StringComparison.Ordinal)
        .Replace(">\n</t", "></t", StringComparison.Ordinal).Replace("</p><table", "</p>\n<table", StringComparison.Ordinal) + "\n";

    [Fact]
    public void A_brief_that_is_not_yet_public_is_neither_in_the_feed_nor_named_as_related()
    {
        var now = Brief("first", 0, "<p>x</p>") with { Related = [new(null, "later"), new(null, "https://other.example/")] };
        var item = Assert.Single(Document([now]).Items);
        Assert.Equal(
            new FeedLink("https://other.example/", "related", Title: "https://other.example/"),
            Assert.Single(item.Links, l => l.Rel == "related"));
        Assert.DoesNotContain("later", item.Content!.Value);
        var both = Document([Brief("later", 7, "<p>y</p>"), now]);
        Assert.Contains("<a href=\"https://hub.example/base/series/weekly/later\">Title of later</a>", both.Items[1].Content!.Value);
    }

    [Fact]
    public void Updated_is_that_of_the_brief_last_changed_wherever_it_stands()
    {
        var changed = Brief("first", 0, "<p>x</p>") with { Updated = Start.AddDays(30) };
        Assert.Equal(Start.AddDays(30), Document([Brief("second", 7, "<p>y</p>"), changed]).Updated);
    }

    [Fact]
    public void An_empty_series_has_a_feed_whose_date_does_not_depend_on_the_clock() =>
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), Document([]).Updated);

    [Fact]
    public void A_feed_holds_at_least_thirty_briefs_where_there_are_as_many() =>
        Assert.InRange(Document([.. Enumerable.Range(0, 200).Select(n => Brief($"b{n}", 7 * (200 - n), "<p>x</p>"))]).Items.Count, 30, 100);

    [Theory]
    [MemberData(nameof(FileNames))]
    public void Each_format_names_its_own_address(FeedFormat format, string file)
    {
        var document = BriefFeed.ToDocument(Of([]), Address, format);
        Assert.Equal($"https://hub.example/base/series/weekly/{file}", document.SelfLink);
        Assert.Equal("tag:hub.example,2026:series/weekly", document.Id);
        Assert.Equal("license", Assert.Single(document.Links).Rel);
    }

    private static FeedDocument Document(IReadOnlyList<Brief> briefs) => BriefFeed.ToDocument(Of(briefs), Address, FeedFormats.Atom);

    private static BriefSelection Of(IReadOnlyList<Brief> briefs) =>
        BriefSelection.From(Weekly with { Briefs = briefs }, DateTimeOffset.MaxValue);

    private static Brief Brief(string slug, int day, string html) => new()
    {
        Slug = slug,
        Id = $"tag:hub.example,2026:series/weekly/{slug}",
        Issue = 1,
        Title = $"Title of {slug}",
        Dek = "The dek",
        Published = Start.AddDays(day),
        Updated = Start.AddDays(day),
        Language = "en",
        Sections = [new() { Kind = BriefSectionKind.Body, Html = html }],
    };
}
