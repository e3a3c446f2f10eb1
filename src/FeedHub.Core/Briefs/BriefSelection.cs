namespace FeedHub.Core.Briefs;

/// <summary>The public briefs of a series, or of one facet of it, at one instant.</summary>
public sealed record BriefSelection
{
    public required Series Series { get; init; }
    /// <summary>Null for the whole series.</summary>
    public BriefFacet? Facet { get; init; }
    /// <summary>Every brief that the public knows of, the withdrawn ones too; newest first.</summary>
    public required IReadOnlyList<Brief> Known
    {
        get;
        init
        {
            field = value;
            Briefs = [.. value.Where(b => b.Status != BriefStatus.Withdrawn)];
            Withdrawn = [.. value.Where(b => b.Status == BriefStatus.Withdrawn)];
        }
    }
    /// <summary>Those that can be read; newest first.</summary>
    public IReadOnlyList<Brief> Briefs { get; private init; } = [];
    /// <summary>Those that have been withdrawn; newest first.</summary>
    public IReadOnlyList<Brief> Withdrawn { get; private init; } = [];
    /// <summary>All public briefs of the series, because briefs link to each other.</summary>
    public required IReadOnlyList<Brief> Siblings { get; init; }

    /// <summary>Title of the selection, for people.</summary>
    public string Title => Facet is null ? Series.Title : $"{Series.Title}: {Facet.Name}";

    /// <summary>
    /// The years whose archives are closed, oldest first: those after which another brief was published in a later year. This depends only
    /// on the briefs and not on the clock, so that a document is the same whenever it is written.
    /// </summary>
    public IReadOnlyList<int> ClosedYears => [.. Known.Select(YearOf).Distinct().Order().SkipLast(1)];

    public static BriefSelection From(Series series, DateTimeOffset now) =>
        new() { Series = series, Known = series.KnownAt(now), Siblings = series.PublicAt(now) };

    /// <summary>
    /// The selection for the facet at an address; null if no known brief has that facet. A withdrawn brief counts: if its part went with
    /// it, the subscribers of that part would not hear of the withdrawal.
    /// </summary>
    public BriefSelection? Part(string word, string value) => BriefFacet.Find(Known, word, value) is { } facet
        ? this with { Facet = facet, Known = [.. Known.Where(facet.Has)] }
        : null;

    /// <summary>The selection for one year, by the UTC time at which each brief became public.</summary>
    public BriefSelection In(int year) => this with { Known = [.. Known.Where(b => YearOf(b) == year)] };

    /// <summary>The distinct facets of the public briefs.</summary>
    public IReadOnlyList<BriefFacet> Facets =>
        [.. Briefs.SelectMany(BriefFacet.From).DistinctBy(f => (f.Kind, f.Value)).OrderBy(f => f.Kind)
            .ThenBy(f => f.Name, StringComparer.Ordinal)];

    public static int YearOf(Brief brief) => brief.Released.UtcDateTime.Year;
}
