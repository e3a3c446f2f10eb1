namespace FeedHub.Core.Gazetteer;

/// <summary>A kind of event, or a thing that events are about, recognised by word stems in six languages.</summary>
/// <param name="Id">The ID shown to people: one or two English words with hyphens.</param>
/// <param name="Stems">
/// Stems by BCP 47 tag; a stem of several words matches consecutive words, and one that ends with a full stop matches a whole word.
/// </param>
/// <param name="Topics">Topics that it indicates.</param>
/// <param name="Weight">What it proves if two texts share it.</param>
public sealed record Concept(
    string Id, IReadOnlyDictionary<string, IReadOnlyList<string>> Stems, IReadOnlyList<string> Topics, ConceptWeight Weight)
{
    /// <summary>IDs of the concepts that it ends or follows, as a release follows an arrest.</summary>
    public IReadOnlyList<string> After { get; init; } = [];

    /// <summary>
    /// Phrases by BCP 47 tag, written as stems are: a word in one of them is none of the concept's ("invest" in "investigation").
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Not { get; init; } = NoStems.Instance;

    /// <summary>The ID with spaces in place of hyphens.</summary>
    public string Title { get; } = Id.Replace('-', ' ');
}

/// <summary>What it proves if two texts share a concept.</summary>
public enum ConceptWeight
{
    /// <summary>An event of this kind is a news story in itself.</summary>
    Usual,

    /// <summary>The word occurs in news of every kind ("said", "talks").</summary>
    Weak,

    /// <summary>It happens in every town every day (weather, league matches, road accidents).</summary>
    Routine,

    /// <summary>In a title, it says that the text tells several events ("press review"). It proves nothing.</summary>
    Digest,
}
