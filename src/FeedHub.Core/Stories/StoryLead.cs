namespace FeedHub.Core.Stories;

/// <summary>Chooses the report that speaks for a story: the fullest, the earliest, and no copy of another.</summary>
public static class StoryLead
{
    /// <summary>Characters; more text than this makes a report no fuller.</summary>
    public const int FullText = 600;

    /// <summary>A day later weighs as much as an empty text beside a full one.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromDays(1);

    /// <param name="reports">By arrival; at least one.</param>
    public static Report Choose(IReadOnlyList<Report> reports)
    {
        var first = reports.Min(Told);
        return reports.OrderBy(t => t.DuplicateOf is null ? 0 : 1)
            .ThenByDescending(t => ((double)Math.Min(t.Entry.Text.Length, FullText) / FullText) - ((Told(t) - first) / Late))
            .First();
    }

    /// <summary>What came in one answer arrived at one instant; its dates tell what was first.</summary>
    private static DateTimeOffset Told(Report report) =>
        report.Entry.Published is { } published && published < report.Entry.Arrived ? published : report.Entry.Arrived;
}
