namespace FeedHub.Core.Stories;

/// <summary>Chooses the report that represents a story: full, early, and preferably not a copy.</summary>
public static class StoryLead
{
    /// <summary>Characters of text from which a report is considered full.</summary>
    public const int FullText = 600;

    /// <summary>A report that is this much later is at the same disadvantage as one without text.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromDays(1);

    /// <param name="reports">By arrival; at least one.</param>
    public static Report Choose(IReadOnlyList<Report> reports)
    {
        var first = reports.Min(t => t.ReportedAt);
        return reports.OrderBy(t => t.DuplicateOf is null ? 0 : 1)
            .ThenByDescending(t => ((double)Math.Min(t.Entry.Text.Length, FullText) / FullText) - ((t.ReportedAt - first) / Late))
            .First();
    }
}
