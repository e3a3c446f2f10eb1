namespace FeedHub.Core.Timelines.Counting;

/// <summary>How many stories arrived on each day.</summary>
/// <param name="Days">The days of which every story was looked at, oldest first: the last of those asked for.</param>
/// <param name="IsExact">Whether they are all that was asked for.</param>
public sealed record StoryCounts(IReadOnlyList<DayCount> Days, bool IsExact);

/// <summary>The stories that arrived on one day.</summary>
/// <param name="Values">
/// How many of them are found under each value, without zeros. A story counts under each of its values, so they may add up to more than
/// the stories.
/// </param>
public sealed record DayCount(DateOnly Day, int Stories, IReadOnlyDictionary<string, int> Values);
