using FeedHub.Core.Entries;
using FeedHub.Core.Sources;

namespace FeedHub.Core.Stories.Features;

/// <summary>The properties of an entry that grouping compares.</summary>
public sealed record FeatureVector
{
    public required EntryId Entry { get; init; }
    public required SourceId Source { get; init; }
    /// <summary>BCP 47 primary tag.</summary>
    public required string Language { get; init; }
    public string? CanonicalUrl { get; init; }
    /// <summary>The outlet's date, else the arrival.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Sorted by key, without duplicates.</summary>
    internal Feature[] Features { get; init; } = [];
    /// <summary>Codes of the regions that it mentions, sorted; if it mentions none, the country of its language.</summary>
    internal string[] Where { get; init; } = [];
    /// <summary>The steps of an event that its title reports.</summary>
    internal EventStep[] EventSteps { get; init; } = [];
    /// <summary>Sorted hashes of every three consecutive words, by which copies are recognised.</summary>
    internal uint[] Shingles { get; init; } = [];
    /// <summary>A hash of each passage, those that are left out too; 0 for one that is too short to be known again.</summary>
    internal ulong[] Passages { get; init; } = [];
    /// <summary>Numbers of the passages that are left out.</summary>
    public IReadOnlyList<int> Standing { get; init; } = [];
    /// <summary>Whether it has a text that tells more than a headline and a line below it.</summary>
    public bool IsLong { get; init; }
    /// <summary>Whether it tells several events.</summary>
    public bool IsDigest { get; init; }
    /// <summary>Number of words in the title and text, counted up to a limit.</summary>
    public required int Words { get; init; }
    public required Subjects Subjects { get; init; }
}
