using FeedHub.Core.Entries;
using FeedHub.Core.Sources;

namespace FeedHub.Core.Stories;

/// <summary>The permanent number of a story; a greater one arrived later.</summary>
public readonly record struct StoryId(long Value)
{
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>An entry as part of a story.</summary>
public sealed record Telling(Entry Entry, Source Source);

/// <summary>The entries that report the same event.</summary>
public sealed record Story
{
    public required StoryId Id { get; init; }
    /// <summary>When FeedHub first stored it.</summary>
    public required DateTimeOffset Arrived { get; init; }
    /// <summary>When a telling was last added or changed its text.</summary>
    public required DateTimeOffset Updated { get; init; }
    /// <summary>Every telling, by arrival; at least one.</summary>
    public required IReadOnlyList<Telling> Tellings { get; init; }
    /// <summary>The telling that speaks for the story: the first to arrive, of those that the reader's filter asked for.</summary>
    public required Telling Lead { get; init; }
}
