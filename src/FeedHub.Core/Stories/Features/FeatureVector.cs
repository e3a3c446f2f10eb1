using FeedHub.Core.Entries;
using FeedHub.Core.Sources;

namespace FeedHub.Core.Stories.Features;

/// <summary>What grouping looks at in an entry.</summary>
public sealed record FeatureVector
{
    public required EntryId Entry { get; init; }
    public required SourceId Source { get; init; }
    /// <summary>BCP 47 primary tag.</summary>
    public required string Language { get; init; }
    public string? CanonicalUrl { get; init; }
    /// <summary>The outlet's date, else when it arrived.</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>By key, each once.</summary>
    internal Feature[] Features { get; init; } = [];
    /// <summary>Codes of the regions that it speaks of, sorted; where it names none, the country whose language it is in.</summary>
    internal string[] Where { get; init; } = [];
    /// <summary>The steps that its title tells of, where others come before or after them.</summary>
    internal EventStep[] EventSteps { get; init; } = [];
    /// <summary>Hashes of each three words in a row, sorted; what tells a copy from another text.</summary>
    internal uint[] Shingles { get; init; } = [];
    /// <summary>Words of title and text.</summary>
    public required int Words { get; init; }
    public required Subjects Subjects { get; init; }
}
