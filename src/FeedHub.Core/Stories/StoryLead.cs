namespace FeedHub.Core.Stories;

/// <summary>Chooses the telling that speaks for a story: the fullest, the earliest, and no copy of another.</summary>
public static class StoryLead
{
    /// <summary>Characters; more text than this makes a telling no fuller.</summary>
    public const int FullText = 600;

    /// <summary>A day later weighs as much as an empty text beside a full one.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromDays(1);

    /// <param name="tellings">By arrival; at least one.</param>
    public static Telling Choose(IReadOnlyList<Telling> tellings)
    {
        var first = tellings.Min(Told);
        return tellings.OrderBy(t => t.DuplicateOf is null ? 0 : 1)
            .ThenByDescending(t => ((double)Math.Min(t.Entry.Text.Length, FullText) / FullText) - ((Told(t) - first) / Late))
            .First();
    }

    /// <summary>What came in one answer arrived at one instant; its dates tell what was first.</summary>
    private static DateTimeOffset Told(Telling telling) =>
        telling.Entry.Published is { } published && published < telling.Entry.Arrived ? published : telling.Entry.Arrived;
}
