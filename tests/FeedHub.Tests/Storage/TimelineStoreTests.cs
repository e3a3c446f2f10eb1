using FeedHub.Core.Entries;
using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Tests.Core.Gazetteer;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Storage;

public class TimelineStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private readonly TemporaryStorage storage = new();
    private readonly FakeTimeProvider clock = new(Now);

    public async ValueTask InitializeAsync() => await storage.Sources.ReconcileAsync(
        [
            TemporaryStorage.Source("baku") with { Countries = ["AZ"], Kind = SourceKind.State },
            TemporaryStorage.Source("tbilisi") with { Countries = ["GE", "AM"], Kind = SourceKind.Independent },
        ],
        Now,
        default);

    [Fact]
    public async Task Stories_stand_in_order_of_arrival_whatever_the_outlets_date()
    {
        await AddAsync(TemporaryStorage.Entry("baku", "1") with { Published = Now.AddYears(-1) });
        await AddAsync(TemporaryStorage.Entry("baku", "2") with { Published = Now.AddYears(-2) });
        Assert.Equal(["2", "1"], await KeysAsync(TimelineFilter.All));
    }

    [Fact]
    public async Task A_timeline_can_be_asked_for_by_what_entries_are_about_and_not_only_by_who_writes()
    {
        await storage.CommitAsync(
            Now,
            TemporaryStorage.Entry("baku", "road") with
            {
                Title = "Dagestan opens a new railway station in Makhachkala",
                Text = "Trains run to the port of Makhachkala in Dagestan; the railway was closed."
            });
        await storage.CommitAsync(
            Now,
            TemporaryStorage.Entry(
                "baku", "vote") with
            { Title = "Armenia votes in a referendum", Text = "Voters in Yerevan went to the polls." });
        await new StoryGrouper(storage.Grouping, () => ShippedGazetteer.Tagger, clock).GroupAsync(default);
        var road = (await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Whole, default)).Stories.Single(
            s => s.Lead.Entry.Key == "road");
        Assert.Contains("RU-DA", road.Regions);
        Assert.Contains("transport", road.Topics);
        Assert.Equal(
            ["road"],
            await KeysAsync(TimelineFilter.All.With(TimelineConditions.Region, "RU-DA").With(TimelineConditions.Topic, "transport")));
        Assert.Equal(["road"], await KeysAsync(TimelineFilter.All.With(TimelineConditions.Region, "RU")));
        Assert.Equal(["vote"], await KeysAsync(TimelineFilter.All.With(TimelineConditions.Region, "AM")));
        Assert.Empty(await KeysAsync(TimelineFilter.All.With(TimelineConditions.Region, "AM").With(TimelineConditions.Topic, "transport")));
        await storage.Ingestion.PurgeAsync(Now.AddYears(1), default);
        Assert.Empty(await KeysAsync(TimelineFilter.All.With(TimelineConditions.Region, "RU")));
    }

    [Fact]
    public async Task The_same_page_and_the_same_text_from_another_source_are_one_story()
    {
        const string Title = "Parliament adopts the budget";
        const string Text = "Deputies voted on the third reading late in the evening, after a debate of nine hours.";
        await AddAsync(TemporaryStorage.Entry("baku", "1", Text, "https://baku.example/a") with { Title = Title });
        clock.Advance(TimeSpan.FromMinutes(20));
        await AddAsync(TemporaryStorage.Entry("tbilisi", "2", Text, "https://tbilisi.example/b") with { Title = $"UPDATE: {Title}" });
        await AddAsync(TemporaryStorage.Entry("tbilisi", "3", "other", "https://baku.example/a"));
        await AddAsync(TemporaryStorage.Entry("tbilisi", "4", "alone", "https://tbilisi.example/c"));

        var page = await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Whole, default);
        Assert.Equal(2, page.Stories.Count);
        var story = page.Stories[1];
        Assert.Equal(["1", "2", "3"], story.Reports.Select(t => t.Entry.Key));
        Assert.Equal("1", story.Lead.Entry.Key);
        Assert.Equal((Now, Now.AddMinutes(20)), (story.Arrived, story.Updated));
    }

    [Fact]
    public async Task A_list_reads_no_more_of_the_texts_than_it_shows_and_shows_the_same()
    {
        var words = string.Join(' ', Enumerable.Range(1, 2000));
        await AddAsync(
            TemporaryStorage.Entry("baku", "long", words) with { Content = $"<p>{words}</p>" },
            TemporaryStorage.Entry("baku", "summary", words) with { Content = $"<p>{words}</p>", Summary = "<p>In <b>short</b>.</p>" },
            TemporaryStorage.Entry("baku", "only", "A summary alone.") with { Title = "", Summary = "<p>A summary alone.</p>" });
        var whole = (await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Whole, default)).Stories;
        var list = (await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Excerpt, default)).Stories;
        Assert.Equal(whole.Select(s => Republication.Headline(s.Lead)), list.Select(s => Republication.Headline(s.Lead)));
        Assert.Equal(whole.Select(s => Republication.Excerpt(s.Lead)), list.Select(s => Republication.Excerpt(s.Lead)));
        Assert.All(list, s => Assert.True(s.Lead.Entry.Content is null && s.Lead.Entry.Text.Length <= StoryLead.FullText));
    }

    [Fact]
    public async Task A_feed_reads_the_whole_text_of_the_report_that_leads_and_of_no_other()
    {
        var words = string.Join(' ', Enumerable.Range(1, 2000));
        await AddAsync(TemporaryStorage.Entry("baku", "1", words, "https://baku.example/a") with { Content = $"<p>{words}</p>" });
        await AddAsync(TemporaryStorage.Entry("tbilisi", "2", words, "https://baku.example/a") with { Content = $"<p>{words}</p>" });
        var story = Assert.Single((await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Lead, default)).Stories);
        Assert.Equal((words, $"<p>{words}</p>"), (story.Lead.Entry.Text, story.Lead.Entry.Content));
        Assert.Same(story.Lead, story.Reports[0]);
        Assert.Null(story.Reports[1].Entry.Content);
    }

    [Fact]
    public async Task The_same_text_twice_from_one_source_is_two_stories()
    {
        await AddAsync(TemporaryStorage.Entry("baku", "1", "weather"), TemporaryStorage.Entry("baku", "2", "weather"));
        Assert.Equal(2, (await KeysAsync(TimelineFilter.All)).Length);
    }

    [Fact]
    public async Task Items_that_link_to_a_front_page_are_not_one_story()
    {
        await AddAsync(
            TemporaryStorage.Entry("baku", "1", url: "https://baku.example/"),
            TemporaryStorage.Entry("baku", "2", url: "https://baku.example/"));
        Assert.Equal(2, (await KeysAsync(TimelineFilter.All)).Length);
    }

    [Theory]
    [InlineData("lang", "az", "1")]
    [InlineData("lang", "en", "2,3")]
    [InlineData("lang", "e", "")]
    [InlineData("country", "AM", "3")]
    [InlineData("kind", "state", "1,2")]
    [InlineData("source", "tbilisi", "3")]
    [InlineData("q", "dərbənd", "1")]
    [InlineData("q", "yangın", "1")]
    [InlineData("q", "rail", "2,3")]
    [InlineData("q", "railway line", "2")]
    [InlineData("q", "\"line railway\"", "")]
    [InlineData("q", "=\" OR NEAR( * ^ -\"", "")]
    [InlineData("q", "railway -line", "3")]
    public async Task A_filter_keeps_the_stories_that_meet_it(string name, string value, string keys)
    {
        await AddAsync(TemporaryStorage.Entry("baku", "1", "Dərbənddə yanğın", language: "az"));
        await AddAsync(TemporaryStorage.Entry("baku", "2", "The railway line opened", language: "en-gb"));
        await AddAsync(TemporaryStorage.Entry("tbilisi", "3", "Railways strike"));
        var filter = TimelineFilter.All.With(TimelineConditions.All.Single(c => c.Name == name), value);
        Assert.Equal(keys, string.Join(',', (await KeysAsync(filter)).Order()));
    }

    [Fact]
    public async Task The_lead_under_a_filter_is_the_first_report_that_meets_it()
    {
        await AddAsync(TemporaryStorage.Entry("baku", "1", "the text", "https://baku.example/a", language: "az"));
        await AddAsync(TemporaryStorage.Entry("tbilisi", "2", "the text", "https://baku.example/a", language: "ru"));
        var story = Assert.Single(
            (await storage.Timeline.PageAsync(TimelineFilter.All.With(TimelineConditions.Language, "ru"), TextExtent.Whole,
                default)).Stories);
        Assert.Equal(("2", 2), (story.Lead.Entry.Key, story.Reports.Count));
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_overlap()
    {
        await AddAsync([.. Enumerable.Range(0, 7).Select(i => TemporaryStorage.Entry("baku", $"{i}"))]);
        var seen = new List<string>();
        var filter = new TimelineFilter { Limit = 3 };
        while (true)
        {
            var page = await storage.Timeline.PageAsync(filter, TextExtent.Whole, default);
            seen.AddRange(page.Stories.Select(s => s.Lead.Entry.Key));
            if (!page.More)
                break;
            filter = page.Older(filter);
        }
        // The first of a batch is the newest, as outlets list them.
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6"], seen);
    }

    [Fact]
    public async Task A_revised_text_is_found_by_its_new_words_only()
    {
        await AddAsync(TemporaryStorage.Entry("baku", "1", "earthquake"));
        await AddAsync(TemporaryStorage.Entry("baku", "1", "explosion"));
        Assert.Equal(["1"], await KeysAsync(TimelineFilter.All.With(TimelineConditions.Text, "explosion")));
        Assert.Empty(await KeysAsync(TimelineFilter.All.With(TimelineConditions.Text, "earthquake")));
    }

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task AddAsync(params Entry[] entries)
    {
        await storage.CommitAsync(clock.GetUtcNow(), entries);
        await storage.Grouper(clock).GroupAsync(default);
    }

    private async Task<string[]> KeysAsync(TimelineFilter filter) =>
        [.. (await storage.Timeline.PageAsync(filter, TextExtent.Whole, default)).Stories.Select(s => s.Lead.Entry.Key)];
}
