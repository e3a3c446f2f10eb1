using FeedHub.Core.Briefs;
using FeedHub.Core.Catalog;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Server.Rendering.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace FeedHub.Server.Rendering;

/// <summary>The stories that arrived since a brief came out, for the items that it is watching.</summary>
internal sealed class WatchedStories(ITimelineStore store)
{
    private const int Shown = 5;

    /// <summary>Newest first, by the anchor of each item that names a filter; nothing if the timeline needs a key.</summary>
    public async Task<IReadOnlyDictionary<string,
        IReadOnlyList<Story>>> SinceAsync(Brief brief, Site site, CancellationToken cancellationToken)
    {
        var since = new Dictionary<string, IReadOnlyList<Story>>();
        if (!CachePolicy.IsShared(site)) return since;
        foreach (var item in brief.Sections.SelectMany(s => s.Items).Where(i => i.Watch is not null))
        {
            var query = QueryHelpers.ParseQuery(item.Watch);
            // If it were not understood, the brief's file would have been refused.
            var reading = (TimelineReading.Understood)TimelineQuery.Read(name => query.GetValueOrDefault(name));
            var page = await store.PageAsync(reading.Filter with { Limit = Shown }, TextExtent.Excerpt, cancellationToken);
            since[item.Anchor] = [.. page.Stories.TakeWhile(s => s.Arrived >= brief.Released)];
        }
        return since;
    }
}
