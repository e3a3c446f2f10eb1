using System.Collections.Frozen;
using FeedHub.Core.Briefs;
using FeedHub.Core.Catalog;
using FeedHub.Formats.Writing;
using FeedHub.Server.Configuration;
using FeedHub.Server.Rendering.Http;

namespace FeedHub.Server.Rendering;

/// <summary>
/// The series' feeds as they are now, found by their path alone: most requests are answered without looking anything up. All other feeds
/// are found by their endpoints.
/// </summary>
internal sealed class ReadyFeeds(CurrentCatalog current, SeriesFeeds series, TimeProvider clock)
{
    private volatile Shelf shelf = Shelf.Empty;

    /// <summary>The answer to a request for that path; null if none is ready, or if it is no longer valid.</summary>
    public RepresentationResult? Find(string path) => Current is { } ready ? ready.Feeds.GetValueOrDefault(path) : null;

    /// <summary>Makes every feed ready again if the catalog changed or a brief has come out since.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (Current is not null) return;
        var (catalog, now) = (current.Value, clock.GetUtcNow());
        var feeds = new Dictionary<string, RepresentationResult>();
        foreach (var selection in catalog.Series.Select(s => BriefSelection.From(s, now)))
        {
            foreach (var format in FeedFormats.From(FeedOffer.Series))
            {
                feeds[BriefAddresses.Feed(selection.Series.Slug, format)] = await series.FeedAsync(
                    catalog, selection, format, now, cancellationToken);
            }
        }
        shelf = new Shelf(catalog, now, catalog.Series.Min(s => s.NextReleaseAfter(now)), feeds.ToFrozenDictionary());
    }

    private Shelf? Current => shelf is var made && ReferenceEquals(made.Catalog, current.ValueOrNull)
        && clock.GetUtcNow() is var now && now >= made.From && !(now >= made.Until) ? made : null;

    /// <param name="From">When it was made: if the clock is set back, what had come out by then is hidden again.</param>
    /// <param name="Until">The instant at which the next brief comes out; null if none is planned.</param>
    private sealed record Shelf(
        FeedCatalog? Catalog, DateTimeOffset From, DateTimeOffset? Until, FrozenDictionary<string, RepresentationResult> Feeds)
    {
        public static readonly Shelf Empty =
            new(null, DateTimeOffset.MaxValue, DateTimeOffset.MinValue, FrozenDictionary<string, RepresentationResult>.Empty);
    }
}
