namespace FeedHub.Core.Catalog;

/// <summary>What is wrong in the files, as far as everybody may know: of a brief that is not public, not even its name.</summary>
/// <param name="Shown">Problems that give nothing away.</param>
/// <param name="Withheld">How many others there are.</param>
public sealed record PublicProblems(IReadOnlyList<CatalogProblem> Shown, int Withheld)
{
    private const string Briefs = "/briefs/";

    public static PublicProblems Of(FeedCatalog catalog, DateTimeOffset now)
    {
        var open = catalog.Series
            .SelectMany(s => s.PublicAt(now).Select(b => $"/series/{s.Slug}{Briefs}{b.Slug}.md"))
            .ToList();
        var shown = catalog.Problems.Where(p => MayBeShown(p, open)).ToList();
        return new(shown, catalog.Problems.Count - shown.Count);
    }

    /// <summary>A message may name the file of another brief, one whose number or ID is the same.</summary>
    private static bool MayBeShown(CatalogProblem problem, List<string> open) =>
        !problem.Message.Contains(Briefs, StringComparison.Ordinal)
        && (!problem.File.Contains(Briefs, StringComparison.Ordinal) || open.Exists(o => problem.File.EndsWith(o, StringComparison.Ordinal)));
}
