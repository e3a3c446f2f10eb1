namespace FeedHub.Core.Gazetteer;

/// <summary>A name or stem of the gazetteer, found in a text.</summary>
/// <param name="Id">The ID of the concept or topic; the English name of the entry.</param>
/// <param name="Stem">The stem, or the name, as the gazetteer has it.</param>
/// <param name="Language">BCP 47 primary tag of the words.</param>
/// <param name="Words">The words of the text, in lower case.</param>
public sealed record Hit(HitKind Kind, string Id, string Stem, string Language, string Words)
{
    /// <summary>The entry, the concept, or the ID of the topic.</summary>
    public required object Of { get; init; }

    /// <summary>The word before, in lower case; null at the beginning of a sentence or clause.</summary>
    public string? Before { get; init; }

    /// <summary>The word after, in lower case; null at the end of a sentence or clause.</summary>
    public string? After { get; init; }

    /// <summary>Whether the words begin with a capital.</summary>
    public bool IsCapital { get; init; }

    /// <summary>Whether they begin a sentence.</summary>
    public bool Opens { get; init; }
}

/// <summary>What a hit is a hit of.</summary>
public enum HitKind
{
    Concept,
    Topic,
    Name,
}
