using FeedHub.Core.Gazetteer;

namespace FeedHub.Core.Stories.Features;

/// <summary>One thing that a text mentions, as compared in grouping.</summary>
/// <param name="Key">Equal for equal things.</param>
/// <param name="Prior">Assumed number of texts in a thousand that mention such a thing, used before any are counted.</param>
/// <param name="Label">The text shown to people as a reason.</param>
/// <param name="IsPerson">Whether it is a person in the gazetteer, or part of another person's name.</param>
/// <param name="IsState">Whether it is a state itself, not its capital or its head.</param>
public readonly record struct Feature(
    ulong Key, FeatureKind Kind, TextPlace Place, bool IsSpot, float Prior, string Label, bool IsPerson, bool IsState)
{
    /// <summary>How much of the text is about it, for words: by place and number of mentions.</summary>
    public float Emphasis { get; init; } = 1;

    public bool InTitle => Place == TextPlace.Title;
}
