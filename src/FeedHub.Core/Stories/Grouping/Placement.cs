using FeedHub.Core.Entries;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>Where grouping puts an entry, and why.</summary>
/// <param name="IsNew">Whether the story is new.</param>
/// <param name="DuplicateOf">The entry whose text this one copies.</param>
/// <param name="Score">From 0 to 1; 1 for a copy and for an entry placed by an editor, 0 for the first of a story.</param>
/// <param name="Why">
/// What it shares with its story, in descending order of weight; for the first of a story, why it stands apart, if it does.
/// </param>
/// <param name="Merged">Stories that were merged into this one because of the entry.</param>
/// <param name="Related">Stories about other events of the same affair, most likely first.</param>
public sealed record Placement(
    StoryId Story,
    bool IsNew,
    EntryId? DuplicateOf,
    double Score,
    IReadOnlyList<string> Why,
    IReadOnlyList<MergedStory> Merged,
    IReadOnlyList<RelatedStory> Related)
{
    /// <summary>Numbers of the passages of the entry that were left out (<see cref="GroupingEntry.Standing"/>).</summary>
    public IReadOnlyList<int> Standing { get; init; } = [];
}

/// <summary>A story that was merged into another.</summary>
/// <param name="Score">Similarity of the two, from 0 to 1. It becomes the score of the first report of the merged story.</param>
/// <param name="Why">The reason for the merge, which becomes the reason of that report.</param>
public sealed record MergedStory(StoryId Story, double Score, IReadOnlyList<string> Why);

/// <summary>A story about a different event of what is probably the same affair.</summary>
/// <param name="Score">The probability that it is, from 0 to 1.</param>
/// <param name="Why">What the two share, in descending order of weight, separated by commas.</param>
public readonly record struct RelatedStory(StoryId Story, double Score, string Why);
