using System.Text.RegularExpressions;

namespace FeedHub.Core.Catalog;

/// <summary>
/// What is wrong in the files, as far as everybody may know: of a brief that is not public, not even its name, and of the server no path.
/// </summary>
/// <param name="Shown">Problems that give nothing away, with paths from the folder that they are in.</param>
/// <param name="Withheld">How many others there are.</param>
public sealed record PublicProblems(IReadOnlyList<CatalogProblem> Shown, int Withheld)
{
    private const string Briefs = "/briefs/";

    /// <param name="folders">The folders that files are read from, however a problem may spell them.</param>
    public static PublicProblems From(FeedCatalog catalog, DateTimeOffset now, IReadOnlyList<string> folders)
    {
        var open = catalog.Series
            .SelectMany(s => s.PublicAt(now).Select(b => $"/series/{s.Slug}{Briefs}{b.Slug}.md"))
            .ToList();
        var shown = catalog.Problems.Where(p => MayBeShown(p, open))
            .Select(p => p with { File = Within(p.File, folders), Message = Within(p.Message, folders) })
            .ToList();
        return new(shown, catalog.Problems.Count - shown.Count);
    }

    /// <summary>A message may name the file of another brief, one whose number or ID is the same.</summary>
    private static bool MayBeShown(CatalogProblem problem, List<string> open) =>
        !problem.Message.Contains(Briefs, StringComparison.Ordinal)
        && (!problem.File.Contains(Briefs, StringComparison.Ordinal) || open.Exists(o =>
            problem.File.EndsWith(o, StringComparison.Ordinal)));

    /// <summary>The text, in which a path that begins with one of the folders begins below it.</summary>
    private static string Within(string text, IReadOnlyList<string> folders) => folders
        .Select(f => f.TrimEnd('/')).Where(f => f.Length > 0).OrderByDescending(f => f.Length)
        .Aggregate(text, (rest, folder) => Regex.Replace(rest, $@"(?<![^\s'""“(]){Regex.Escape(folder)}/", ""));
}
