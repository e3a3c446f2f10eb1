using FeedHub.Core.Content;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines.Queries;
using FeedHub.Core.Urls;

namespace FeedHub.Core.Timelines;

/// <summary>Which reports of a story a query asks for.</summary>
public static class AskedReports
{
    private static readonly Dictionary<string, TimelineCondition> Conditions = TimelineConditions.All.ToDictionary(c => c.Name);

    /// <summary>
    /// The reports that meet most of what is asked of one report: a story meets each part of a query by one of its reports, but not always
    /// by the same. Words are looked for in what was read of a text, and names among those that grouping found.
    /// </summary>
    /// <param name="reports">At least one.</param>
    public static IReadOnlyList<Report> From(StoryQuery query, IReadOnlyList<Report> reports)
    {
        if (reports.Count == 1)
            return reports;
        List<Func<Report, bool>> parts = [.. Parts(query).Select(Met)];
        if (parts.Count == 0)
            return reports;
        var met = reports.ToLookup(report => parts.Count(isMet => isMet(report)));
        return [.. met[met.Max(m => m.Key)]];
    }

    /// <summary>What is asked for side by side; what a story must not have says nothing of the report to show.</summary>
    private static IEnumerable<StoryQuery> Parts(StoryQuery query) =>
        (query is StoryQuery.All all ? all.Of : [query]).Where(part => part is not (StoryQuery.Lacks or StoryQuery.From));

    private static Func<Report, bool> Met(StoryQuery query)
    {
        switch (query)
        {
            case StoryQuery.All all:
                List<Func<Report, bool>> each = [.. all.Of.Select(Met)];
                return report => each.TrueForAll(isMet => isMet(report));
            case StoryQuery.Any any:
                List<Func<Report, bool>> some = [.. any.Of.Select(Met)];
                return report => some.Exists(isMet => isMet(report));
            case StoryQuery.Lacks lacks:
                var denied = Met(lacks.Of);
                return report => !denied(report);
            case StoryQuery.Says says:
                return report => says.Word.IsIn($" {SearchText.Fold(report.Entry.Title)} ")
                    || (!says.InTitle && says.Word.IsIn($" {SearchText.Fold(report.Entry.Text)} "));
            case StoryQuery.Has { Term: { Field: StoryTerm.Entity or StoryTerm.EntityInTitle } term }:
                return report => report.Subjects.Entities.Any(title => Slug.From(title) == term.Value);
            case StoryQuery.Has { Term: { Field: StoryTerm.Name or StoryTerm.NameInTitle } term }:
                return report => IsNamed(report.Entry.Title, report.Entry.Language, term.Value)
                    || (term.Field == StoryTerm.Name && IsNamed(report.Entry.Text, report.Entry.Language, term.Value));
            case StoryQuery.Has { Term: var term } when Conditions.TryGetValue(term.Field, out var condition):
                return report => condition.ValuesOf(report).Contains(term.Value);
            default:
                // What is asked of the story as a whole, each of its reports meets.
                return _ => true;
        }
    }

    private static bool IsNamed(string text, string language, string folded)
    {
        var turkic = language.Split('-')[0] is "az" or "tr";
        return string.Concat(text.Select(c => char.IsLetterOrDigit(c) ? c : ' ')).Split(' ')
            .Any(word => NameFolding.Fold(word, turkic).StartsWith(folded, StringComparison.Ordinal));
    }
}
