namespace FeedHub.Core.Briefs;

/// <summary>What is public of a series, or of one facet of it, at an instant.</summary>
public sealed record BriefSelection
{
    public required Series Series { get; init; }
    /// <summary>Null for the whole series.</summary>
    public BriefFacet? Facet { get; init; }
    /// <summary>Newest first.</summary>
    public required IReadOnlyList<Brief> Briefs { get; init; }
    /// <summary>What was public and was taken back.</summary>
    public required IReadOnlyList<Brief> Withdrawn { get; init; }
    /// <summary>Everything public of the series, which briefs refer to.</summary>
    public required IReadOnlyList<Brief> Siblings { get; init; }

    /// <summary>Title of the selection, for people.</summary>
    public string Title => Facet is null ? Series.Title : $"{Series.Title}: {Facet.Name}";

    /// <summary>
    /// The years whose archive is closed, oldest first: something came out in a later one. It depends on the briefs alone and not on
    /// the clock, so that a document is the same whenever it is written.
    /// </summary>
    public IReadOnlyList<int> ClosedYears => [.. Briefs.Concat(Withdrawn).Select(YearOf).Distinct().Order().SkipLast(1)];

    public static BriefSelection From(Series series, DateTimeOffset now)
    {
        var briefs = series.PublicAt(now);
        return new() { Series = series, Briefs = briefs, Siblings = briefs, Withdrawn = series.WithdrawnAt(now) };
    }

    /// <summary>The part that a facet's address names; null when no public brief has it.</summary>
    public BriefSelection? Part(string word, string value) => BriefFacet.Find(Briefs, word, value) is { } facet
        ? this with { Facet = facet, Briefs = [.. Briefs.Where(facet.Has)], Withdrawn = [.. Withdrawn.Where(facet.Has)] }
        : null;

    /// <summary>The selection in a year, by the time in UTC at which each brief came out.</summary>
    public BriefSelection In(int year) =>
        this with { Briefs = [.. Briefs.Where(b => YearOf(b) == year)], Withdrawn = [.. Withdrawn.Where(b => YearOf(b) == year)] };

    /// <summary>Every facet that a public brief has, each once.</summary>
    public IReadOnlyList<BriefFacet> Facets =>
        [.. Briefs.SelectMany(BriefFacet.From).DistinctBy(f => (f.Kind, f.Value)).OrderBy(f => f.Kind)
            .ThenBy(f => f.Name, StringComparer.Ordinal)];

    public static int YearOf(Brief brief) => brief.Released.UtcDateTime.Year;
}
