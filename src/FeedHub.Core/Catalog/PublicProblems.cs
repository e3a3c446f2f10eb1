using System.Text.RegularExpressions;

namespace FeedHub.Core.Catalog;

/// <summary>
/// The errors in the files that may be shown to the public: they reveal no unpublished brief, not even by name, and no path of the server.
/// </summary>
/// <param name="Shown">Problems that reveal nothing, with paths relative to the folder with the files.</param>
/// <param name="Withheld">The number of other problems.</param>
public sealed record PublicProblems(IReadOnlyList<CatalogProblem> Shown, int Withheld)
{
    private const string Briefs = "/briefs/";

    /// <param name="folders">The folders from which files are read, in every spelling that a problem may use.</param>
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

    /// <summary>Also checks the message, which may name the file of another brief that has the same number or ID.</summary>
    private static bool MayBeShown(CatalogProblem problem, List<string> open) =>
        !problem.Message.Contains(Briefs, StringComparison.Ordinal)
        && (!problem.File.Contains(Briefs, StringComparison.Ordinal) || open.Exists(o =>
            problem.File.EndsWith(o, StringComparison.Ordinal)));

    /// <summary>The text with every path below one of the folders made relative to it.</summary>
    private static string Within(string text, IReadOnlyList<string> folders) => folders
        .Select(f => f.TrimEnd('/')).Where(f => f.Length > 0).OrderByDescending(f => f.Length)
        .Aggregate(text, (rest, folder) => Regex.Replace(rest, $@"(?<![^\s'""“(]){Regex.Escape(folder)}/", ""));
}
