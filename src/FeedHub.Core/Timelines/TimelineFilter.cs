using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;

namespace FeedHub.Core.Timelines;

/// <summary>Which stories a timeline shows: those with a telling that meets every condition.</summary>
public sealed record TimelineFilter
{
    public const int DefaultLimit = 50;
    public const int MaxLimit = 500;

    public static readonly TimelineFilter All = new();

    /// <summary>BCP 47 primary tags, lower case, sorted; empty for any.</summary>
    public IReadOnlyList<string> Languages { get; init; } = [];
    /// <summary>ISO 3166-1 alpha-2 codes of the source, upper case, sorted; empty for any.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];
    /// <summary>ISO 3166 codes of what an entry is about, upper case, sorted; a country's code also asks for its parts. Empty for any.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];
    /// <summary>Topics of the gazetteer, sorted; empty for any.</summary>
    public IReadOnlyList<string> Topics { get; init; } = [];
    public IReadOnlyList<SourceId> Sources { get; init; } = [];
    public IReadOnlyList<SourceKind> Kinds { get; init; } = [];
    /// <summary>Words to search for in titles and texts; null for no search.</summary>
    public string? Query { get; init; }
    /// <summary>Stories at most, 1 to <see cref="MaxLimit"/>.</summary>
    public int Limit { get; init; } = DefaultLimit;
    /// <summary>Only stories that arrived before this one.</summary>
    public StoryId? Before { get; init; }
}

/// <summary>One page of a timeline, newest arrival first.</summary>
/// <param name="More">Whether older stories follow.</param>
public sealed record TimelinePage(IReadOnlyList<Story> Stories, bool More);

/// <summary>How much of the tellings' texts is read with a story: a list of hundreds shows a few lines of each.</summary>
public enum TextExtent
{
    /// <summary>What <see cref="Republication.Excerpt(Telling)"/> and the choice of the lead need: the beginning of the text; no content.</summary>
    Excerpt,
    /// <summary>The lead's texts whole, the others' as far as an excerpt needs them.</summary>
    Lead,
    /// <summary>Every telling's texts whole.</summary>
    Whole,
}

/// <summary>The stories, as pages and feeds read them.</summary>
public interface ITimelineStore
{
    /// <summary>A number that grows with every change that a timeline could show.</summary>
    Task<long> VersionAsync(CancellationToken cancellationToken);

    Task<TimelinePage> PageAsync(TimelineFilter filter, TextExtent extent, CancellationToken cancellationToken);

    /// <summary>One story with all its tellings, or null.</summary>
    Task<Story?> StoryAsync(StoryId id, TextExtent extent, CancellationToken cancellationToken);

    /// <summary>The story that a story has become part of, or null.</summary>
    Task<StoryId?> RedirectAsync(StoryId id, CancellationToken cancellationToken);

    /// <summary>Stories that are like this one without being it, the most alike first; their texts as far as excerpts need them.</summary>
    Task<IReadOnlyList<Story>> RelatedAsync(StoryId id, CancellationToken cancellationToken);

    /// <summary>Earlier texts of the story's entries, by entry, oldest first.</summary>
    Task<ILookup<EntryId, Revision>> RevisionsAsync(StoryId id, CancellationToken cancellationToken);
}
