namespace FeedHub.Core.Gazetteer;

/// <summary>Everything that <c>feeds-config/gazetteer/</c> declares.</summary>
public sealed record GazetteerContents
{
    public static readonly GazetteerContents Empty = new();

    /// <summary>IDs are distinct; a name that two entries share belongs to the first.</summary>
    public IReadOnlyList<GazetteerEntry> Entries { get; init; } = [];
    public IReadOnlyList<Concept> Concepts { get; init; } = [];
    public IReadOnlyList<Topic> Topics { get; init; } = [];
    /// <summary>
    /// Given names that distinguish people with the same surname, in addition to those of the people in <see cref="Entries"/>.
    /// </summary>
    public IReadOnlyList<KnownName> GivenNames { get; init; } = [];

    /// <summary>A hash of the texts from which it was read; it changes only if they do.</summary>
    public string Version { get; init; } = "";
}
