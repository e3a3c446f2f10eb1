using System.Net;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using FeedHub.Core.Briefs;
using FeedHub.Core.Timelines;
using FeedHub.Formats.Writing;
using FeedHub.Server.Rendering;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>Every row of <see cref="FeedFormats"/> is served, named and described as the row says.</summary>
[Collection(typeof(ReadersOfServedHub))]
public sealed class FeedFormatTests(ServedHub hub)
{
    private const string Series = "weekly";
    private static readonly BriefFacet English = new(BriefFacetKind.Language, "en", "en");

    public static TheoryData<FeedFormat> Formats => [.. FeedFormats.All];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_format_answers_where_it_is_offered_and_nowhere_else(FeedFormat format)
    {
        await AnswersAsync(format, FeedOffer.Series, BriefAddresses.Feed(Series, format));
        await AnswersAsync(format, FeedOffer.Series, BriefAddresses.Feed(Series, English, format));
        await AnswersAsync(format, FeedOffer.Series, BriefAddresses.Archive(Series, null, 2025, format));
        await AnswersAsync(format, FeedOffer.Series, BriefAddresses.Archive(Series, English, 2025, format));
        await AnswersAsync(format, FeedOffer.Timeline, ServedTimeline.All.Feed(format));
        await AnswersAsync(format, FeedOffer.Timeline, new ServedTimeline(new TimelineFilter { Limit = 1 }).Feed(format));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task The_feed_of_a_series_is_held_ready_in_each_format_that_it_is_offered_in(FeedFormat format)
    {
        var ready = hub.Services.GetRequiredService<ReadyFeeds>();
        await ready.PrepareAsync(default);
        Assert.Equal(format.OfferedFor.HasFlag(FeedOffer.Series), ready.Find(BriefAddresses.Feed(Series, format)) is not null);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Pages_and_lists_name_a_format_where_it_is_offered_and_nowhere_else(FeedFormat format)
    {
        var (series, timeline) = (BriefAddresses.Feed(Series, format), ServedTimeline.All.Feed(format));
        var feeds = await PageAsync("/feeds");
        Named(format, FeedOffer.Series, series, Links(feeds, "a"));
        Named(format, FeedOffer.Timeline, timeline, Links(feeds, "a"));
        Named(format, FeedOffer.Series, series, Links(await PageAsync($"/series/{Series}"), "link[rel=alternate]"));
        Named(format, FeedOffer.Timeline, timeline, Links(await PageAsync("/"), "link[rel=alternate]"));
        var list = XElement.Parse(await hub.Client.GetStringAsync($"/feeds.opml?format={format.Extension}")).Descendants("outline")
            .Where(o => o.Attribute("xmlUrl") is not null).Select(o => (o.Attribute("xmlUrl")!.Value, o.Attribute("type")!.Value)).ToList();
        Named(format, FeedOffer.Series, (ServedHub.Address + series, format.OpmlType), list);
        Named(format, FeedOffer.Timeline, (ServedHub.Address + timeline, format.OpmlType), list);
    }

    [Fact]
    public void The_documents_have_the_table_of_formats()
    {
        var table = File.ReadLines(RepositoryFiles.Path("docs", "formats.md"))
            .SkipWhile(l => l != "## What is written").SkipWhile(l => !l.StartsWith("| ---", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(l => l.StartsWith('|'));
        Assert.Equal(
            FeedFormats.All.Select(f => $"| {f.Name} | `{f.Extension}` | `{f.MediaType}` | {Words(f.OfferedFor)} |"),
            table);

        static string Words(FeedOffer offer) => offer switch
        {
            FeedOffer.Everything => "series, timeline",
            FeedOffer.None => "none",
            _ => offer.ToString().ToLowerInvariant(),
        };
    }

    [Fact]
    public void No_two_formats_have_one_extension() => Assert.Distinct(FeedFormats.All.Select(f => f.Extension));

    private async Task AnswersAsync(FeedFormat format, FeedOffer offer, string path)
    {
        using var answer = await hub.Client.GetAsync(path);
        if (format.OfferedFor.HasFlag(offer))
            Assert.Equal((HttpStatusCode.OK, format.ContentType), (answer.StatusCode, answer.Header("Content-Type")));
        else
            await answer.ProblemAsync(HttpStatusCode.NotFound);
    }

    private static void Named<T>(FeedFormat format, FeedOffer offer, T feed, IReadOnlyList<T> named)
    {
        if (format.OfferedFor.HasFlag(offer)) Assert.Contains(feed, named);
        else Assert.DoesNotContain(feed, named);
    }

    /// <summary>The addresses that have the media type of a feed.</summary>
    private static List<string> Links(IDocument page, string selector) => [.. page.QuerySelectorAll(selector)
        .Where(e => FeedFormats.All.Any(f => f.MediaType == e.GetAttribute("type"))).Select(e => e.GetAttribute("href")!)];

    private async Task<IDocument> PageAsync(string path) => new HtmlParser().ParseDocument(await hub.Client.GetStringAsync(path));
}
