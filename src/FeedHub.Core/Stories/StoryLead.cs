namespace FeedHub.Core.Stories;

/// <summary>Chooses the report that heads a story: the newest full one in a language.</summary>
public static class StoryLead
{
    /// <summary>Characters of text from which any report is full.</summary>
    public const int FullText = 600;

    /// <summary>A report is full if it has this share of the longest one's text.</summary>
    private const double FullShare = 0.5;

    /// <summary>The newest full report in the language of the first.</summary>
    /// <param name="reports">By arrival; at least one.</param>
    public static Report Choose(IReadOnlyList<Report> reports)
    {
        var language = PrimaryLanguage(reports.MinBy(t => t.ReportedAt)!);
        return Newest([.. reports.Where(t => PrimaryLanguage(t) == language)]);
    }

    /// <summary>
    /// The same among the first reports of each outlet: it changes only when another outlet reports the story, so that feed readers do not
    /// get an item again because one outlet writes its tenth report.
    /// </summary>
    /// <param name="reports">By arrival; at least one.</param>
    public static Report Steady(IReadOnlyList<Report> reports) => Choose([.. reports.DistinctBy(t => t.Source.Id)]);

    /// <summary>The newest full report, preferably no copy of another.</summary>
    /// <param name="reports">By arrival; at least one.</param>
    public static Report Newest(IReadOnlyList<Report> reports)
    {
        var originals = reports.Where(t => t.DuplicateOf is null).ToList();
        if (originals.Count == 0)
            originals = [.. reports];
        var full = FullShare * Math.Min(FullText, originals.Max(t => t.Entry.Text.Length));
        // Of one poll's reports, which arrive together, the fuller one.
        return originals.Where(t => t.Entry.Text.Length >= full).OrderByDescending(t => t.ReportedAt)
            .ThenByDescending(t => Math.Min(t.Entry.Text.Length, FullText)).First();
    }

    private static string PrimaryLanguage(Report report) => report.Entry.Language.Split('-')[0];
}
