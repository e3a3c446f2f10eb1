namespace FeedHub.Core.Stories;

/// <summary>The side of two opposite happenings that a title takes.</summary>
/// <param name="Pair">Equal for the same two.</param>
/// <param name="Side">Which of them it tells of.</param>
internal readonly record struct Stance(ulong Pair, bool Side);
