namespace FeedHub.Core.Stories.Features;

/// <summary>Which of two steps a title tells of, such as an arrest and a release.</summary>
/// <param name="Steps">Equal for the same two.</param>
/// <param name="IsLater">Whether of the later; who tells of both tells of that.</param>
internal readonly record struct EventStep(ulong Steps, bool IsLater);
