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
    public static IReadOnlyList<SourceGroup> Together(IReadOnlyList<SourceOverview> sources, DateTimeOffset now) =>
        [.. Groups(sources, now).Select(g => From(g, 1, MaxTogether)!)];

    /// <summary>One part of the sources of a standing; null if there is no such part.</summary>
    public static SourceGroup? Alone(IReadOnlyList<SourceOverview> sources, SourceStanding standing, int page, DateTimeOffset now) =>
        Groups(sources, now).FirstOrDefault(g => g.Key == standing) is { } group ? From(group, page, MaxAlone) : null;

    private static IEnumerable<IGrouping<SourceStanding, SourceOverview>> Groups(
        IReadOnlyList<SourceOverview> sources, DateTimeOffset now) =>
        sources.GroupBy(s => SourceStandings.From(s, now)).OrderBy(g => g.Key);

    private static SourceGroup? From(IGrouping<SourceStanding, SourceOverview> group, int page, int max)
    {
        var pages = group.Chunk(max).ToList();
        return page <= pages.Count ? new(group.Key, group.Count(), pages[page - 1], page, pages.Count) : null;
    }
}
