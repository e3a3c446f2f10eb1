using System.Globalization;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Feeds;
using FeedHub.Formats.Writing;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Rendering;

namespace FeedHub.Server.Endpoints.Feeds;

/// <summary>A series, or a part of one, as a feed.</summary>
internal static class SeriesFeedEndpoint
{
    /// <summary>The parameter for how many of the newest briefs are wanted.</summary>
    public const string Limit = "limit";

    public static Task<IResult> GetAsync(
        string series, string format, string? limit, CurrentCatalog current, SeriesFeeds feeds, TimeProvider clock,
        CancellationToken cancellationToken) =>
        FeedAsync(current, series, s => s, format, limit, feeds, clock, cancellationToken);

    public static Task<IResult> PartAsync(
        string series, string facet, string value, string format, string? limit, CurrentCatalog current, SeriesFeeds feeds,
        TimeProvider clock, CancellationToken cancellationToken) =>
        FeedAsync(current, series, s => s.Part(facet, value), format, limit, feeds, clock, cancellationToken, value);

    public static Task<IResult> ArchiveAsync(
        string series, int year, string format, CurrentCatalog current, SeriesFeeds feeds, TimeProvider clock,
            CancellationToken cancellationToken) =>
        ArchiveAsync(current, series, s => s, year, format, feeds, clock, cancellationToken);

    public static Task<IResult> PartArchiveAsync(
        string series, string facet, string value, int year, string format, CurrentCatalog current, SeriesFeeds feeds, TimeProvider clock,
        CancellationToken cancellationToken) =>
        ArchiveAsync(current, series, s => s.Part(facet, value), year, format, feeds, clock, cancellationToken, value);

    private static async Task<IResult> FeedAsync(
        CurrentCatalog current, string series, Func<BriefSelection, BriefSelection?> part, string format, string? limit, SeriesFeeds feeds,
        TimeProvider clock, CancellationToken cancellationToken, string? asked = null)
    {
        var (catalog, now) = (current.Value, clock.GetUtcNow());
        var most = 0;
        if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out most)
            || most is < 1 or > BriefFeed.MaxItems))
        {
            return Problems.BadQuery([new(Limit, $"must be a whole number from 1 to {BriefFeed.MaxItems}")]);
        }
        if (FeedFormats.Find(format, FeedOffer.Series) is not { } written || Find(catalog, series, part, now) is not { } selection)
            return Problems.NotFound("There is no such feed.");
        if (selection.Facet?.Value != asked)
        {
            return Moved.To(catalog.Site.Address.Absolute(limit is null
                ? BriefAddresses.Feed(series, selection.Facet, written)
                : BriefAddresses.Feed(series, selection.Facet, written, most)));
        }
        return await feeds.FeedAsync(catalog, selection, written, now, cancellationToken, limit is null ? null : most);
    }

    private static async Task<IResult> ArchiveAsync(
        CurrentCatalog current, string series, Func<BriefSelection, BriefSelection?> part, int year, string format, SeriesFeeds feeds,
            TimeProvider clock,
        CancellationToken cancellationToken, string? asked = null)
    {
        var (catalog, now) = (current.Value, clock.GetUtcNow());
        if (FeedFormats.Find(format, FeedOffer.Series) is not { } written
            || Find(catalog, series, part, now) is not { } selection
            || !selection.ClosedYears.Contains(year))
        {
            return Problems.NotFound("There is no such archive; a year has one once something has come out in a later year.");
        }

        if (selection.Facet?.Value != asked)
            return Moved.To(catalog.Site.Address.Absolute(BriefAddresses.Archive(series, selection.Facet, year, written)));
        return await feeds.ArchiveAsync(catalog, selection, year, written, now, cancellationToken);
    }

    private static BriefSelection? Find(
        Core.Catalog.FeedCatalog catalog, string series, Func<BriefSelection, BriefSelection?> part, DateTimeOffset now) =>
        catalog.Series.FirstOrDefault(s => s.Slug == series) is { } found ? part(BriefSelection.From(found, now)) : null;
}
