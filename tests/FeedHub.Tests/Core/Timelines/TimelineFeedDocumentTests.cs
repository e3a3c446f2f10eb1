using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Core.Urls;
using FeedHub.Formats;
using FeedHub.Formats.Writing;

namespace FeedHub.Tests.Core.Timelines;

/// <summary>A page of the timeline as a feed document, in each format.</summary>
public class TimelineFeedDocumentTests
{
    private static readonly SiteAddress Address = new("https://hub.example", "hub.example,2026");
    private static readonly DateTimeOffset Arrived = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<FeedFormat> EveryFormat => [.. FeedFormats.All];

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void An_item_without_an_author_is_its_outlets(FeedFormat format)
    {
        var item = Item(format, Report("a"));
        Assert.Equal([new FeedPerson("Paper a", Uri: "https://a.example/")], item.Authors);
        var named = Report("a");
        Assert.Equal(
            [new FeedPerson("Leyla", "leyla@a.example")],
            Item(format, named with { Entry = named.Entry with { Authors = [new("Leyla", "leyla@a.example")] } }).Authors);
    }

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void An_item_opens_the_outlets_article_and_the_story_where_there_is_none(FeedFormat format)
    {
        Assert.Equal("https://a.example/1", Item(format, Report("a")).Link);
        var without = Report("a");
        foreach (var url in new[] { null, "javascript:x" })
            Assert.Equal("https://hub.example/stories/7", Item(format, without with { Entry = without.Entry with { Url = url } }).Link);
    }

    [Fact]
    public void JSON_Feed_tells_the_page_of_the_story_in_an_extension_and_the_others_by_a_link()
    {
        var json = Item(FeedFormats.Json, Report("a"));
        Assert.Equal("https://hub.example/stories/7", json.Extensions["_feedhub"].GetProperty("page").GetString());
        Assert.Empty(json.Links);
        var related = Assert.Single(Item(FeedFormats.Atom, Report("a")).Links, l => l.Rel == "related");
        Assert.Equal("https://hub.example/stories/7", related.Href);
    }

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void Regions_and_topics_are_categories_and_what_the_outlet_says_follows(FeedFormat format)
    {
        var lead = Report("a");
        lead = lead with { Entry = lead.Entry with { Categories = ["Politika", "Transport", "az"] } };
        Assert.Equal(
            [new("AZ", "tag:hub.example,2026:regions"), new("GE-AB", "tag:hub.example,2026:regions"),
                new("transport", "tag:hub.example,2026:topics"), new("Politika")],
            Item(format, lead).Categories);
    }

    [Fact]
    public void A_copy_is_not_listed_as_a_report()
    {
        var lead = Report("a");
        var html = Item(
            FeedFormats.Atom, lead, Report("b") with { DuplicateOf = lead.Entry.Id },
            // The same outlet under another address of its own, and the same title in a language that was not recognised.
            Report("a", 2, language: "en") with { DuplicateOf = lead.Entry.Id },
            Report("c", language: "und") with { DuplicateOf = lead.Entry.Id },
            Report("d", title: "Körpü bağlandı")).Content!.Value;
        Assert.Equal(1, Count(html, "<li>"));
        Assert.Contains("Paper d", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_original_of_a_lead_that_is_a_copy_is_not_listed_and_neither_are_its_other_copies()
    {
        var original = Report("a");
        var copy = Report("b") with { DuplicateOf = original.Entry.Id };
        var story = Story(original, copy, Report("c") with { DuplicateOf = original.Entry.Id }) with { Lead = copy };
        var content = Document(FeedFormats.Atom, story).Items[0].Content?.Value ?? "";
        Assert.DoesNotContain("<li>", content, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_page_told_in_another_language_is_listed()
    {
        var lead = Report("a");
        var html = Item(
            FeedFormats.Atom, lead, Report("b", language: "ru", title: "Мост открыт") with { DuplicateOf = lead.Entry.Id }).Content!.Value;
        Assert.Contains("Мост открыт", html, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_first_poll_items_are_updated_when_their_outlets_say_and_not_all_in_one_minute()
    {
        var stories = Enumerable.Range(1, 50).Select(n => Story(At(Report("a", n), Arrived.AddHours(-n)))).ToArray();
        var document = Document(FeedFormats.Atom, stories);
        Assert.Equal(Enumerable.Range(1, 50).Select(n => (DateTimeOffset?)Arrived.AddHours(-n)), document.Items.Select(i => i.Updated));
        Assert.All(document.Items, i => Assert.Equal(i.Updated, i.Source!.Updated));
        // When the document last changed is another matter: it is the answer's Last-Modified.
        Assert.Equal(Arrived.AddMinutes(1), document.Updated);
    }

    [Fact]
    public void A_later_report_moves_updated_and_so_does_a_changed_text()
    {
        var lead = At(Report("a"), Arrived.AddHours(-5));
        Assert.Equal(Arrived.AddHours(-2), Item(FeedFormats.Atom, lead, At(Report("b"), Arrived.AddHours(-2))).Updated);
        Assert.Equal(
            Arrived.AddHours(3), Item(FeedFormats.Atom, lead with { Entry = lead.Entry with { Changed = Arrived.AddHours(3) } }).Updated);
        Assert.Equal(Arrived.AddHours(-5), Item(FeedFormats.Atom, lead).Published);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(5)]
    public void A_report_without_a_date_or_from_the_future_is_of_its_arrival_and_nothing_is_updated_before_it_is_published(int? hours)
    {
        var item = Item(FeedFormats.Atom, At(Report("a"), hours is { } later ? Arrived.AddHours(later) : null));
        Assert.True(item.Updated >= item.Published);
        if (hours is null) Assert.Equal(Arrived, item.Updated);
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static FeedItem Item(FeedFormat format, params Report[] reports) => Document(format, Story(reports)).Items[0];

    private static FeedDocument Document(FeedFormat format, params Story[] stories) =>
        TimelineFeed.ToDocument(new TimelinePage(stories, false), ServedTimeline.All, format, Address, "Hub", "en");

    private static Story Story(params Report[] reports) => new()
    {
        Id = new StoryId(7),
        Arrived = Arrived,
        Updated = Arrived.AddMinutes(1),
        Reports = reports,
        Lead = reports[0],
        Regions = ["AZ", "GE-AB"],
        Topics = ["transport"],
    };

    private static Report At(Report report, DateTimeOffset? published) =>
        report with { Entry = report.Entry with { Published = published } };

    private static Report Report(string outlet, int number = 1, string language = "az", string title = "Körpü açıldı") => new(
        new Entry
        {
            Id = EntryId.From(new SourceId(outlet), $"{number}"),
            Source = new SourceId(outlet),
            Key = $"{number}",
            Title = title,
            Url = $"https://{outlet}.example/{number}",
            Text = "Körpü bu gün açıldı.",
            Language = language,
            Arrived = Arrived,
            ContentHash = "",
        },
        new Source
        {
            Id = new SourceId(outlet),
            Title = $"Paper {outlet}",
            Home = $"https://{outlet}.example/",
            Url = $"https://{outlet}.example/feed",
        });
}
