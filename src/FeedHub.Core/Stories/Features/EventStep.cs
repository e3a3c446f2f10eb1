namespace FeedHub.Core.Stories.Features;

/// <summary>Which of two successive steps a title reports, such as an arrest and a release.</summary>
/// <param name="Steps">Identifies the two steps.</param>
/// <param name="IsLater">Whether it reports the later one; a title with both reports the later.</param>
internal readonly record struct EventStep(ulong Steps, bool IsLater);
