using FeedHub.Core.Timelines;
using FeedHub.Formats.Writing;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Rendering;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Endpoints.Feeds;

/// <summary>The timeline as a feed.</summary>
internal static class TimelineFeedEndpoint
{
    public static async Task<IResult> GetAsync(
        string format, HttpRequest request, CurrentCatalog current, TimelineFeeds feeds, TimeProvider clock,
            CancellationToken cancellationToken)
    {
        if (FeedFormats.Find(format, FeedOffer.Timeline) is not { } written) return Problems.NotFound("There is no such feed.");
        var reading = TimelineQuery.Read(name => request.Query[name]);
        if (reading is TimelineReading.Refused refused) return Problems.BadQuery(refused.Problems);
        var filter = ((TimelineReading.Understood)reading).Filter;
        var (catalog, site) = (current.Value, current.Value.Site);
        var feed = await feeds.GetAsync(catalog, filter, written, cancellationToken);
        var self = FeedRendering.SelfLink(site.Address.Absolute(TimelineFeed.Path(written, filter)));
        return new RepresentationResult(feed, CachePolicy.Timeline(site), self, CachePolicy.IsShared(site), clock);
    }
}
