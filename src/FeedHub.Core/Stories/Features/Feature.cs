namespace FeedHub.Core.Stories.Features;

/// <summary>One thing that a text speaks of, as grouping compares it.</summary>
/// <param name="Key">Equal for equal things.</param>
/// <param name="Prior">Texts in a thousand that speak of such a thing, before anything was counted.</param>
/// <param name="Label">What people read as a reason.</param>
/// <param name="IsPerson">It is a person of the gazetteer, or part of the name of somebody else.</param>
public readonly record struct Feature(ulong Key, FeatureKind Kind, bool InTitle, bool IsSpot, float Prior, string Label, bool IsPerson);
