using FeedHub.Core.Sources;

namespace FeedHub.Server.Pages;

/// <summary>Sources of one standing, of which a page shows some.</summary>
/// <param name="Count">How many there are.</param>
/// <param name="Page">Which part of them is shown, from 1.</param>
/// <param name="Pages">The number of such parts.</param>
public sealed record SourceGroup(SourceStanding Standing, int Count, IReadOnlyList<SourceOverview> Shown, int Page, int Pages)
{
    /// <summary>Sources of a standing on the page of all sources, and on a page of that standing alone.</summary>
    public const int MaxTogether = 100, MaxAlone = 200;

    /// <summary>The first of each standing, the most urgent standing first.</summary>
    public static async Task<IReadOnlyList<SourceGroup>> TogetherAsync(
        ISourceStore sources, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var groups = new List<SourceGroup>();
        foreach (var (standing, count) in (await sources.StandingsAsync(now, cancellationToken)).OrderBy(s => s.Key))
        {
            var shown = await sources.ListAsync(standing, 0, MaxTogether, now, cancellationToken);
            groups.Add(new(standing, count, shown, 1, PagesOf(count, MaxTogether)));
        }
        return groups;
    }

    /// <summary>One part of the sources of a standing; null if there is no such part.</summary>
    public static async Task<SourceGroup?> AloneAsync(
        ISourceStore sources, SourceStanding standing, int page, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var count = (await sources.StandingsAsync(now, cancellationToken)).GetValueOrDefault(standing);
        var pages = PagesOf(count, MaxAlone);
        return page <= pages
            ? new(standing, count, await sources.ListAsync(standing, (page - 1) * MaxAlone, MaxAlone, now, cancellationToken), page, pages)
            : null;
    }

    private static int PagesOf(int count, int max) => (count + max - 1) / max;
}
