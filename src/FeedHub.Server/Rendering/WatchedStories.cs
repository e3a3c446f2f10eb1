using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Catalog;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Rendering;

/// <summary>
/// The stories that arrived since a brief came out, for the items that it is watching, without those that editors keep out.
/// </summary>
internal sealed class WatchedStories(ITimelineStore store, IKeptOutStories keptOut)
{
    private const int Shown = 5;

    /// <summary>Newest first, by the anchor of each item that names a filter; nothing if the timeline needs a key.</summary>
    public async Task<IReadOnlyDictionary<string,
        IReadOnlyList<Story>>> SinceAsync(string series, Brief brief, Site site, CancellationToken cancellationToken)
    {
        var since = new Dictionary<string, IReadOnlyList<Story>>();
        var watching = brief.Sections.SelectMany(s => s.Items).Where(i => i.Watch is not null).ToList();
        if (!CachePolicy.IsShared(site) || watching.Count == 0) return since;
        var known = (await keptOut.OfAsync(series, brief.Slug, cancellationToken)).ToLookup(k => k.Item, k => k.Entry);
        foreach (var item in watching)
        {
            // If it were not understood, the brief's file would have been refused.
            var reading = (TimelineReading.Understood)TimelineQuery.Parse(item.Watch!);
            // A story has one place in the timeline, so no more than these can be among the newest.
            var entries = known[item.Anchor].ToHashSet();
            var filter = reading.Filter with { Limit = Math.Min(Shown + entries.Count, TimelineFilter.MaxLimit) };
            var page = await store.PageAsync(filter, TextExtent.Excerpt, cancellationToken);
            since[item.Anchor] =
            [
                .. page.Stories.TakeWhile(s => s.Arrived >= brief.Released)
                    .Where(s => !s.Reports.Any(r => entries.Contains(r.Entry.Id.Value))).Take(Shown),
            ];
        }
        return since;
    }
}
