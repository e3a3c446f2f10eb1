namespace FeedHub.Core.Gazetteer;

/// <summary>A kind of event or a thing that events are about, known by the beginnings of words in six languages.</summary>
/// <param name="Id">What people read: an English word or two with hyphens.</param>
/// <param name="Stems">By BCP 47 tag; a stem of several words matches words in a row, one that ends with a full stop is a whole
/// word.</param>
/// <param name="Topics">Topics that it speaks for.</param>
/// <param name="Weight">What sharing it proves.</param>
public sealed record Concept(
    string Id, IReadOnlyDictionary<string, IReadOnlyList<string>> Stems, IReadOnlyList<string> Topics, ConceptWeight Weight)
{
    /// <summary>IDs of the concepts that it ends or follows, as a release does an arrest.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>The ID in words.</summary>
    public string Title { get; } = Id.Replace('-', ' ');
}

/// <summary>What it proves that two texts share a concept.</summary>
public enum ConceptWeight
{
    /// <summary>An event of this kind is news of its own.</summary>
    Usual,

    /// <summary>The word stands in news of every kind ("said", "talks").</summary>
    Weak,

    /// <summary>It happens in every town every day (weather, league matches, road accidents).</summary>
    Routine,
}
