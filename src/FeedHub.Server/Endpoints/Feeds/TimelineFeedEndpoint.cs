using FeedHub.Core.Timelines;
using FeedHub.Formats.Writing;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Rendering;
using FeedHub.Server.Rendering.Http;
using FeedHub.Server.Views;

namespace FeedHub.Server.Endpoints.Feeds;

/// <summary>The timeline and its views as feeds.</summary>
internal static class TimelineFeedEndpoint
{
    public static async Task<IResult> GetAsync(
        string format, HttpRequest request, CurrentCatalog current, TimelineFeeds feeds, TimeProvider clock,
            CancellationToken cancellationToken)
    {
        var reading = TimelineQuery.Read(name => request.Query[name]);
        return reading is TimelineReading.Understood { Filter: var filter }
            ? await AnswerAsync(new ServedTimeline(filter), format, current, feeds, clock, cancellationToken)
            : Problems.BadQuery(((TimelineReading.Refused)reading).Problems);
    }

    public static async Task<IResult> OfViewAsync(
        string view, string format, HttpRequest request, CurrentViews views, CurrentCatalog current, TimelineFeeds feeds,
        TimeProvider clock, CancellationToken cancellationToken) =>
        await views.TimelineAsync(view, name => request.Query[name], TimeZoneInfo.Utc, cancellationToken) switch
        {
            ({ } timeline, _) => await AnswerAsync(timeline, format, current, feeds, clock, cancellationToken),
            (_, var refusal) => refusal!,
        };

    private static async Task<IResult> AnswerAsync(
        ServedTimeline timeline, string format, CurrentCatalog current, TimelineFeeds feeds, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (FeedFormats.Find(format, FeedOffer.Timeline) is not { } written) return Problems.NotFound("There is no such feed.");
        var (catalog, site) = (current.Value, current.Value.Site);
        var feed = await feeds.GetAsync(catalog, timeline, written, cancellationToken);
        var self = FeedRendering.SelfLink(site.Address.Absolute(timeline.Feed(written)));
        return new RepresentationResult(feed, CachePolicy.Timeline(site), self, CachePolicy.IsShared(site), clock);
    }
}
