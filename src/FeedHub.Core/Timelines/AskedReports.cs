using FeedHub.Core.Content;
using FeedHub.Core.Stories;

namespace FeedHub.Core.Timelines;

/// <summary>Which reports of a story a filter asks for.</summary>
public static class AskedReports
{
    /// <summary>
    /// The reports that meet most of the conditions: a story meets each by one of its reports, but not always by the same. Words are looked
    /// for in what was read of a text.
    /// </summary>
    /// <param name="reports">At least one.</param>
    public static IReadOnlyList<Report> From(TimelineFilter filter, IReadOnlyList<Report> reports)
    {
        if (!filter.IsNarrowed || reports.Count == 1)
            return reports;
        List<Func<Report, bool>> isMet = [.. TimelineConditions.All.Where(c => filter[c].Count > 0).Select(c => IsMet(c, filter[c]))];
        var met = reports.ToLookup(report => isMet.Count(condition => condition(report)));
        return [.. met[met.Max(m => m.Key)]];
    }

    private static Func<Report, bool> IsMet(TimelineCondition condition, IReadOnlyList<string> asked)
    {
        if (!condition.IsText)
            return report => condition.ValuesOf(report).Any(asked.Contains);
        var words = SearchWords.Read(asked[0]);
        return report =>
        {
            var folded = $" {SearchText.Fold(report.Entry.Title)} {SearchText.Fold(report.Entry.Text)} ";
            return words.All(word => word.IsIn(folded));
        };
    }
}
