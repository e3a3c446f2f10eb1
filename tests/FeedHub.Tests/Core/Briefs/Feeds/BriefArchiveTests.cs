using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Feeds;
using FeedHub.Core.Urls;
using FeedHub.Formats;
using FeedHub.Formats.Writing;

namespace FeedHub.Tests.Core.Briefs.Feeds;

/// <summary>Archives by year (RFC 5005), and what was taken back (RFC 6721).</summary>
public class BriefArchiveTests
{
    private static readonly SiteAddress Address = new("https://hub.example", "hub.example,2026");
    private static readonly DateTimeOffset Start = new(2024, 1, 1, 8, 0, 0, TimeSpan.Zero);

    /// <summary>A weekly of almost three years.</summary>
    private static readonly IReadOnlyList<Brief> Weekly = [.. Enumerable.Range(0, 150).Select(week => Brief(week))];

    [Fact]
    public void Whoever_walks_the_archives_back_from_the_feed_gets_every_brief_once()
    {
        var archived = new List<string>();
        var document = BriefFeed.ToDocument(Of(Weekly), Address, FeedFormats.Atom);
        var newest = document.Items.Select(i => i.Id!).ToList();
        Assert.InRange(newest.Count, 30, 60);
        while (document.Links.FirstOrDefault(l => l.Rel == "prev-archive") is { } older)
        {
            document = BriefFeed.ToArchive(Of(Weekly), YearOf(older), Address, FeedFormats.Atom)!;
            Assert.Equal(older.Href, document.SelfLink);
            Assert.Equal("https://hub.example/series/weekly/feed.atom", document.Links.Single(l => l.Rel == "current").Href);
            archived.AddRange(document.Items.Select(i => i.Id!));
        }
        Assert.Equal(archived.Distinct(), archived);
        Assert.Equal(150, archived.Union(newest).Count());
        // What no archive holds yet is in the feed itself, however much it is.
        Assert.Superset(Weekly.Where(b => b.Released.Year == 2026).Select(b => b.Id).ToHashSet(), newest.ToHashSet());
    }

    [Fact]
    public void Archives_know_their_neighbours_and_the_year_that_is_running_has_none()
    {
        var middle = BriefFeed.ToArchive(Of(Weekly), 2025, Address, FeedFormats.Rss)!;
        Assert.Equal(FeedHistory.Archive, middle.History);
        Assert.Equal("https://hub.example/series/weekly/archive/2024/feed.rss", middle.Links.Single(l => l.Rel == "prev-archive").Href);
        Assert.Equal(
            "https://hub.example/series/weekly/archive/2024/feed.json",
            BriefFeed.ToArchive(Of(Weekly), 2025, Address, FeedFormats.Json)!.Links.Single(l => l.Rel == "next").Href);
        Assert.DoesNotContain(middle.Links, l => l.Rel == "next-archive");
        Assert.Equal(
            2025, YearOf(BriefFeed.ToArchive(Of(Weekly), 2024, Address, FeedFormats.Atom)!.Links.Single(l => l.Rel == "next-archive")));
        Assert.Null(BriefFeed.ToArchive(Of(Weekly), 2026, Address, FeedFormats.Atom));
        Assert.Null(BriefFeed.ToArchive(Of(Weekly), 2023, Address, FeedFormats.Atom));
    }

    [Fact]
    public void A_closed_archive_does_not_depend_on_what_comes_after_it()
    {
        var later = Of([.. Weekly, Brief(150), Brief(151)]);
        foreach (var format in FeedFormats.All)
            Assert.Equal(Written(Of(Weekly), format), Written(later, format));

        static byte[] Written(BriefSelection selection, FeedFormat format) =>
            format.Write(BriefFeed.ToArchive(selection, 2024, Address, format)!);
    }

    [Fact]
    public void A_correction_of_an_archived_brief_is_told_in_the_feed_as_well()
    {
        var corrected =
            Weekly[3] with
            {
                Updated = Start.AddDays(1000),
                Corrections = [new(BriefCorrectionKind.Correction, Start.AddDays(1000),
                "Not 30 but 40.")]
            };
        var items = BriefFeed.ToDocument(Of([corrected, .. Weekly.Where(b => b.Id != corrected.Id)]), Address, FeedFormats.Atom).Items;
        Assert.Contains(
            "<strong>Correction, 27 September 2026:</strong> Not 30 but 40.", items.Single(i => i.Id == corrected.Id).Content!.Value);
    }

    [Fact]
    public void A_withdrawn_brief_leaves_its_ID_its_date_and_its_note()
    {
        var taken = Withdrawn(Weekly[149], Start.AddDays(1100));
        var document = BriefFeed.ToDocument(Of([.. Weekly.Take(149), taken]), Address, FeedFormats.Atom);
        Assert.DoesNotContain(document.Items, i => i.Id == taken.Id);
        Assert.Equal(new FeedTombstone(taken.Id, Start.AddDays(1100), Comment: "It was wrong."), Assert.Single(document.Deleted));
        Assert.Equal(Start.AddDays(1100), document.Updated);
    }

    [Fact]
    public void Where_a_format_has_no_tombstones_a_withdrawn_brief_stays_as_a_notice_under_its_ID()
    {
        var brief = Weekly[148] with
        {
            Image = new("a.png", "image/png", 10, "Alt", null),
            Point = new(1, 2),
            CanonicalUrl = "https://elsewhere.example/old",
            Related = [new(null, "b1")],
            Topics = ["gas"],
            Authors = [new("Ayla")],
        };
        var taken = Withdrawn(brief, Start.AddDays(1100));
        foreach (var format in FeedFormats.All.Where(f => !f.HasTombstones))
        {
            var document = BriefFeed.ToDocument(Of([.. Weekly.Where(b => b.Id != brief.Id), taken]), Address, format);
            var item = document.Items[1];
            Assert.Equal((brief.Id, brief.Released, Start.AddDays(1100)), (item.Id, item.Published, item.Updated));
            Assert.Equal("Withdrawn: Brief 148", item.Title!.Value);
            Assert.Equal("Withdrawn on 5 January 2027: It was wrong.", item.Summary!.Value);
            Assert.Equal("<p lang=\"en\"><strong>Withdrawn on 5 January 2027:</strong> It was wrong.</p>\n", item.Content!.Value);
            Assert.Equal("https://hub.example/series/weekly/b148", item.Link);
            Assert.Equal("gas", Assert.Single(item.Categories).Term);
            Assert.Equal("Us", Assert.Single(item.Authors).Name);
            Assert.Empty(item.Links);
            Assert.Empty(item.Enclosures);
            Assert.Empty(item.MediaContents);
            Assert.Equal((null, null, 0), (item.Image, item.Point, item.Extensions.Count));
            Assert.Equal(taken.Id, Assert.Single(document.Deleted).Id);
            Assert.Equal(Start.AddDays(1100), document.Updated);
        }
    }

    [Fact]
    public void A_withdrawn_brief_leaves_the_feed_and_stays_in_the_archive_as_any_other_does()
    {
        foreach (var format in FeedFormats.All.Where(f => !f.HasTombstones))
        {
            foreach (var week in (int[])[3, 149 - BriefFeed.MaxItems, 150 - BriefFeed.MaxItems, 149])
            {
                var then = Of([.. Weekly.Where((_, i) => i != week), Withdrawn(Weekly[week], Weekly[week].Released.AddDays(1))]);
                Assert.Equal(Shown(BriefFeed.ToDocument(Of(Weekly), Address, format)), Shown(BriefFeed.ToDocument(then, Address, format)));
                foreach (var year in then.ClosedYears)
                {
                    Assert.Equal(
                        Shown(BriefFeed.ToArchive(Of(Weekly), year, Address, format)!),
                        Shown(BriefFeed.ToArchive(then, year, Address, format)!));
                }
            }
            // Readers that have kept the archive of 2024 would never hear of it otherwise.
            var late = Of([.. Weekly.Where((_, i) => i != 3), Withdrawn(Weekly[3], Start.AddDays(1000))]);
            Assert.Equal("Withdrawn: Brief 3", BriefFeed.ToDocument(late, Address, format).Items[^1].Title!.Value);
            Assert.Equal("Withdrawn: Brief 3", BriefFeed.ToArchive(late, 2024, Address, format)!.Items[^4].Title!.Value);
        }

        static List<string> Shown(FeedDocument document) => [.. document.Items.Select(i => i.Id!)];
    }

    [Fact]
    public void A_part_whose_only_brief_was_withdrawn_still_tells_its_subscribers()
    {
        var taken = Withdrawn(Weekly[149] with { Topics = ["gas"], Authors = [new("Anna")] }, Start.AddDays(1100));
        var selection = Of([.. Weekly.Take(149), taken]);
        foreach (var (word, value) in new[] { ("topics", "gas"), ("authors", "anna") })
        {
            var part = selection.Part(word, value)!;
            Assert.Equal("Withdrawn: Brief 149", Assert.Single(BriefFeed.ToDocument(part, Address, FeedFormats.Rss).Items).Title!.Value);
            Assert.Equal(taken.Id, Assert.Single(BriefFeed.ToDocument(part, Address, FeedFormats.Atom).Deleted).Id);
        }
        Assert.DoesNotContain(selection.Facets, f => f.Value is "gas" or "anna");
        // What was withdrawn before anybody could read it is not given away.
        var hidden = taken with { Corrections = [new(BriefCorrectionKind.Retraction, taken.Released.AddDays(-1), "Wrong.")] };
        Assert.Null(Of([.. Weekly.Take(149), hidden]).Part("topics", "gas"));
        Assert.DoesNotContain(BriefFeed.ToDocument(Of([hidden]), Address, FeedFormats.Rss).Items, i => i.Id == hidden.Id);
    }

    [Fact]
    public void A_typing_error_moves_the_time_of_the_bytes_and_not_that_of_the_brief()
    {
        var mended = Weekly[149] with { Corrections = [new(BriefCorrectionKind.Typo, Start.AddDays(1100), "A name.")] };
        var selection = Of([.. Weekly.Take(149), mended]);
        Assert.Equal(Weekly[149].Updated, BriefFeed.ToDocument(selection, Address, FeedFormats.Atom).Updated);
        Assert.Equal(Start.AddDays(1100), BriefFeed.LastModified(selection));
    }

    [Fact]
    public void Each_facet_of_a_public_brief_has_a_feed_and_no_other()
    {
        var brief = Weekly[0] with { Regions = ["GE-AB"], Topics = ["gas"], Authors = [new("José Núñez"), new("Աննա")], Language = "az" };
        var selection = Of([brief, Weekly[1]]);
        // The tag of an author's feed keeps the form that it has always had.
        foreach (var (word, value, name, tag) in new[]
        {
            ("regions", "ge-ab", "Abkhazia", "ge-ab"), ("topics", "gas", "gas", "gas"),
                ("authors", "jose-nunez", "José Núñez", "jose-nunez"), ("authors", "anna", "Աննա", "%D5%A1%D5%B6%D5%B6%D5%A1"),
                ("languages", "az", "az", "az"),
        })
        {
            var part = selection.Part(word, value)!;
            var document = BriefFeed.ToDocument(part, Address, FeedFormats.Atom);
            Assert.Equal(($"Weekly: {name}", brief.Id), (document.Title!.Value, Assert.Single(document.Items).Id));
            Assert.Equal($"https://hub.example/series/weekly/{word}/{value}/feed.atom", document.SelfLink);
            Assert.Equal($"tag:hub.example,2026:series/weekly/{word}/{tag}", document.Id);
        }
        Assert.Null(selection.Part("topics", "oil"));
        Assert.Null(selection.Part("colours", "gas"));
    }

    [Fact]
    public void A_brief_is_placed_where_it_says_and_nowhere_else()
    {
        var items = BriefFeed.ToDocument(
            Of([Weekly[2] with { Regions = ["south-caucasus", "AZ"] }, Weekly[1] with { Point = new(1, 2), Regions = ["AZ"] }, Weekly[0]]),
                Address, FeedFormats.Atom).Items;
        Assert.Equal([null, new FeedPoint(1, 2), null], items.Select(i => i.Point));
    }

    private static BriefSelection Of(IReadOnlyList<Brief> briefs) => BriefSelection.From(
        new Series
        {
            Slug = "weekly",
            Title = "Weekly",
            Description = "-",
            Language = "en",
            Publisher = "Us",
            Briefs = [.. briefs.OrderByDescending(b => b.Released)],
        },
        DateTimeOffset.MaxValue);

    private static Brief Withdrawn(Brief brief, DateTimeOffset at) => brief with
    {
        Status = BriefStatus.Withdrawn,
        Updated = at,
        Corrections = [new(BriefCorrectionKind.Retraction, at, "It was wrong.")],
    };

    private static int YearOf(FeedLink link) =>
        int.Parse(new Uri(link.Href).Segments[^2].TrimEnd('/'), System.Globalization.CultureInfo.InvariantCulture);

    private static Brief Brief(int week) => new()
    {
        Slug = $"b{week}",
        Id = $"tag:hub.example,2026:series/weekly/b{week}",
        Issue = week + 1,
        Title = $"Brief {week}",
        Dek = "The dek",
        Published = Start.AddDays(7 * week),
        Updated = Start.AddDays(7 * week),
        Language = "en",
        Sections = [new() { Kind = BriefSectionKind.Body, Html = "<p>Text.</p>" }],
    };
}
