namespace FeedHub.Core.Stories.Features;

/// <summary>One thing that a text mentions, as compared in grouping.</summary>
/// <param name="Key">Equal for equal things.</param>
/// <param name="Prior">Assumed number of texts in a thousand that mention such a thing, used before any are counted.</param>
/// <param name="Label">The text shown to people as a reason.</param>
/// <param name="IsPerson">Whether it is a person in the gazetteer, or part of another person's name.</param>
public readonly record struct Feature(ulong Key, FeatureKind Kind, bool InTitle, bool IsSpot, float Prior, string Label, bool IsPerson);
