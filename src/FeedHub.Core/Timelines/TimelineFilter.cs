using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines.Queries;

namespace FeedHub.Core.Timelines;

/// <summary>
/// Selects the stories of a timeline: those of which each condition is met by a report, though not always by the same report.
/// </summary>
public sealed record TimelineFilter
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 500;

    public static readonly TimelineFilter All = new();

    private readonly Dictionary<TimelineCondition, IReadOnlyList<string>> conditions = [];

    public TimelineFilter()
    {
    }

    private TimelineFilter(TimelineFilter other, TimelineCondition condition, IReadOnlyList<string> values)
        : this(other)
    {
        conditions = new(other.conditions) { [condition] = values };
        if (values.Count == 0)
            conditions.Remove(condition);
    }

    /// <summary>Maximum number of stories, 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = DefaultLimit;
    /// <summary>The zone of the reader's clock, for conditions that name times.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
    /// <summary>Only stories below this position.</summary>
    public TimelinePosition? Before { get; init; }

    /// <summary>Whether it has any conditions.</summary>
    public bool IsNarrowed => conditions.Count > 0;

    /// <summary>What its conditions ask together.</summary>
    public StoryQuery Query => new StoryQuery.All([.. TimelineConditions.All.Where(c => this[c].Count > 0).Select(c => c.Query(this[c]))]);

    /// <summary>The same conditions, from the newest story on and with the default number of stories.</summary>
    public TimelineFilter Whole => this with { Limit = DefaultLimit, Before = null };

    /// <summary>The values of a condition, in order; empty if any value matches.</summary>
    public IReadOnlyList<string> this[TimelineCondition condition] => conditions.GetValueOrDefault(condition, []);

    /// <summary>The same filter with other values for a condition; with none, any value matches.</summary>
    /// <param name="values">In canonical spelling.</param>
    public TimelineFilter With(TimelineCondition condition, params IEnumerable<string> values) =>
        new(this, condition, [.. values.Distinct().Order(condition.Order)]);
}

/// <summary>One page of a timeline, newest arrival first.</summary>
/// <param name="More">Whether older stories follow.</param>
public sealed record TimelinePage(IReadOnlyList<Story> Stories, bool More)
{
    /// <summary>The filter of the next page, if there are more.</summary>
    public TimelineFilter Older(TimelineFilter filter) => filter with { Before = TimelinePosition.Of(Stories[^1]) };

    /// <summary>The timeline of the next page, if there are more.</summary>
    public ServedTimeline Older(ServedTimeline timeline) => timeline with { Filter = Older(timeline.Filter) };
}

/// <summary>A story about another event of what is probably the same affair.</summary>
/// <param name="Why">What the two share, in descending order of weight, separated by commas.</param>
public sealed record LinkedStory(Story Story, string Why);

/// <summary>How much of the reports' texts is read with a story: a list of hundreds shows only a few lines of each.</summary>
public enum TextExtent
{
    /// <summary>
    /// What <see cref="Republication.Excerpt(Report)"/> and the choice of the lead need: the beginning of the text; no content.
    /// </summary>
    Excerpt,
    /// <summary>
    /// For feeds: the lead is the one of <see cref="StoryLead.Steady"/>, with its full texts; those of the others go as far as an excerpt
    /// needs them.
    /// </summary>
    Lead,
    /// <summary>The full texts of every report.</summary>
    Whole,
}

/// <summary>Reads the stories for pages and feeds.</summary>
public interface ITimelineStore
{
    /// <summary>A number that grows with every change that can affect a timeline.</summary>
    Task<long> VersionAsync(CancellationToken cancellationToken);

    Task<TimelinePage> PageAsync(TimelineFilter filter, TextExtent extent, CancellationToken cancellationToken);

    /// <summary>One story with all its reports, or null.</summary>
    Task<Story?> StoryAsync(StoryId id, TextExtent extent, CancellationToken cancellationToken);

    /// <summary>The story into which a story has been merged, or null.</summary>
    Task<StoryId?> RedirectAsync(StoryId id, CancellationToken cancellationToken);

    /// <summary>
    /// The stories most probably of the same affair, by the date of their first report; with their texts as far as excerpts need them.
    /// </summary>
    Task<IReadOnlyList<LinkedStory>> RelatedAsync(StoryId id, CancellationToken cancellationToken);

    /// <summary>Earlier texts of the story's entries, by entry, oldest first.</summary>
    Task<ILookup<EntryId, Revision>> RevisionsAsync(StoryId id, CancellationToken cancellationToken);
}
