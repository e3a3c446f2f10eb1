using System.Globalization;
using FeedHub.Core.Content;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines.Queries;

namespace FeedHub.Core.Timelines;

/// <summary>Everything under which a story is found besides the words of its titles and texts.</summary>
public static class StoryTerms
{
    /// <summary>Names that are in no gazetteer, of one report.</summary>
    private const int MaxNames = 100;

    private const int LeastName = 5;

    /// <param name="reports">Every report of the story, with its whole text.</param>
    /// <param name="tagger">Finds the names in the texts; null to leave them out.</param>
    public static IReadOnlyCollection<StoryTerm> Of(IReadOnlyList<Report> reports, Tagger? tagger)
    {
        var terms = new HashSet<StoryTerm>();
        foreach (var condition in TimelineConditions.All)
            terms.UnionWith(reports.SelectMany(condition.ValuesOf).Select(value => new StoryTerm(condition.Name, value)));
        var outlets = Math.Min(reports.Select(r => r.Source.Outlet).Distinct().Count(), TellingConditions.MostOutlets);
        for (var count = 1; count <= outlets; count++)
            terms.Add(new StoryTerm(StoryTerm.Outlets, count.ToString(CultureInfo.InvariantCulture)));
        // One that has lost its reports, and is not retired yet, is told by nobody.
        if (reports.Select(r => r.Source.Kind).Distinct().ToList() is [{ } kind])
            terms.Add(new StoryTerm(StoryTerm.Only, kind.Name()));
        if (tagger is not null)
        {
            foreach (var report in reports)
                AddNames(terms, report, tagger);
        }
        return terms;
    }

    private static void AddNames(HashSet<StoryTerm> terms, Report report, Tagger tagger)
    {
        var names = new HashSet<string>();
        foreach (var (entry, lower, folded, inTitle, _, _) in tagger.Names(report.Entry.Title, report.Entry.Text, report.Entry.Language))
        {
            if (entry is not null)
            {
                terms.Add(new StoryTerm(StoryTerm.Entity, entry.Id));
                if (inTitle)
                    terms.Add(new StoryTerm(StoryTerm.EntityInTitle, entry.Id));
            }
            // What is folded as it is spelt is found by its spelling.
            else if (folded!.Length >= LeastName && folded != SearchText.Fold(lower!) && (names.Count < MaxNames || names.Contains(folded)))
            {
                names.Add(folded);
                terms.Add(new StoryTerm(StoryTerm.Name, folded));
                if (inTitle)
                    terms.Add(new StoryTerm(StoryTerm.NameInTitle, folded));
            }
        }
    }
}
