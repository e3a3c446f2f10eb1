namespace FeedHub.Core.Briefs;

/// <summary>The public briefs of a series, or of one facet of it, at one instant.</summary>
public sealed record BriefSelection
{
    public required Series Series { get; init; }
    /// <summary>Null for the whole series.</summary>
    public BriefFacet? Facet { get; init; }
    /// <summary>Newest first.</summary>
    public required IReadOnlyList<Brief> Briefs { get; init; }
    /// <summary>Briefs that were public and have been withdrawn.</summary>
    public required IReadOnlyList<Brief> Withdrawn { get; init; }
    /// <summary>All public briefs of the series, because briefs link to each other.</summary>
    public required IReadOnlyList<Brief> Siblings { get; init; }

    /// <summary>Title of the selection, for people.</summary>
    public string Title => Facet is null ? Series.Title : $"{Series.Title}: {Facet.Name}";

    /// <summary>
    /// The years whose archives are closed, oldest first: those after which another brief was published in a later year. This depends only
    /// on the briefs and not on the clock, so that a document is the same whenever it is written.
    /// </summary>
    public IReadOnlyList<int> ClosedYears => [.. Briefs.Concat(Withdrawn).Select(YearOf).Distinct().Order().SkipLast(1)];

    public static BriefSelection From(Series series, DateTimeOffset now)
    {
        var briefs = series.PublicAt(now);
        return new() { Series = series, Briefs = briefs, Siblings = briefs, Withdrawn = series.WithdrawnAt(now) };
    }

    /// <summary>The selection for the facet at an address; null if no public brief has that facet.</summary>
    public BriefSelection? Part(string word, string value) => BriefFacet.Find(Briefs, word, value) is { } facet
        ? this with { Facet = facet, Briefs = [.. Briefs.Where(facet.Has)], Withdrawn = [.. Withdrawn.Where(facet.Has)] }
        : null;

    /// <summary>The selection for one year, by the UTC time at which each brief became public.</summary>
    public BriefSelection In(int year) =>
        this with { Briefs = [.. Briefs.Where(b => YearOf(b) == year)], Withdrawn = [.. Withdrawn.Where(b => YearOf(b) == year)] };

    /// <summary>The distinct facets of the public briefs.</summary>
    public IReadOnlyList<BriefFacet> Facets =>
        [.. Briefs.SelectMany(BriefFacet.From).DistinctBy(f => (f.Kind, f.Value)).OrderBy(f => f.Kind)
            .ThenBy(f => f.Name, StringComparer.Ordinal)];

    public static int YearOf(Brief brief) => brief.Released.UtcDateTime.Year;
}
