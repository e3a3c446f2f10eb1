namespace FeedHub.Core.Gazetteer;

/// <summary>All that <c>feeds-config/gazetteer/</c> declares.</summary>
public sealed record GazetteerContents
{
    public static readonly GazetteerContents Empty = new();

    /// <summary>IDs are distinct; of two with one name, the first has it.</summary>
    public IReadOnlyList<GazetteerEntry> Entries { get; init; } = [];
    public IReadOnlyList<Concept> Concepts { get; init; } = [];
    public IReadOnlyList<Topic> Topics { get; init; } = [];
    /// <summary>Given names that tell one bearer of a surname from another, besides those of the people that we know.</summary>
    public IReadOnlyList<KnownName> GivenNames { get; init; } = [];

    /// <summary>A hash of the texts that it was read from: the same as long as nothing else is declared.</summary>
    public string Version { get; init; } = "";
}
