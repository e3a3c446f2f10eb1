using FeedHub.Core.Entries;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>Where grouping puts an entry, and why.</summary>
/// <param name="IsNew">The story is new.</param>
/// <param name="DuplicateOf">The entry whose text this one copies.</param>
/// <param name="Score">From 0 to 1; 1 for a copy and for what an editor put there, 0 for the first of a story.</param>
/// <param name="Why">What it shares with its story, the weightiest first; of the first of a story, whether an editor keeps it
/// apart.</param>
/// <param name="Merged">Stories that became this one by the entry.</param>
/// <param name="Related">Stories like it that it is not part of.</param>
public sealed record Placement(
    StoryId Story,
    bool IsNew,
    EntryId? DuplicateOf,
    double Score,
    IReadOnlyList<string> Why,
    IReadOnlyList<MergedStory> Merged,
    IReadOnlyList<RelatedStory> Related);

/// <summary>A story that became part of another.</summary>
/// <param name="Score">How alike the two were, from 0 to 1. From then on it is the score of the report that was the first of this
/// one.</param>
/// <param name="Why">What made them one, and is the reason of that report.</param>
public sealed record MergedStory(StoryId Story, double Score, IReadOnlyList<string> Why);

/// <summary>A story that is like another without being it.</summary>
public readonly record struct RelatedStory(StoryId Story, double Score, string Why);
