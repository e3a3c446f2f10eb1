using FeedHub.Core.Timelines.Counting;

namespace FeedHub.Server.Api.Records;

/// <summary>How many stories arrived on each day, of those that a filter finds.</summary>
/// <param name="By">What they are counted by; absent for totals alone.</param>
/// <param name="From">The first day that was asked for, in UTC.</param>
/// <param name="To">The last day, which is not over if it is today.</param>
/// <param name="Exact">Whether all stories of these days were looked at.</param>
/// <param name="CompleteFrom">If they were not: the day from which on they were.</param>
/// <param name="Total">The stories of all days that are told of.</param>
/// <param name="Values">The values with the most stories, in this order; absent for totals alone.</param>
/// <param name="MoreValues">How many others there are; absent if there are none.</param>
/// <param name="Days">Each day that is complete, oldest first.</param>
internal sealed record ApiCounts(
    string? By, DateOnly From, DateOnly To, bool Exact, DateOnly? CompleteFrom, int Total, IReadOnlyList<ApiCount>? Values,
    int? MoreValues, IReadOnlyList<ApiDay> Days)
{
    /// <param name="most">How many values at most.</param>
    public static ApiCounts Of(StoryCounts counts, string? by, DateOnly from, DateOnly to, int most)
    {
        var values = counts.Days.SelectMany(d => d.Values).GroupBy(v => v.Key, v => v.Value, (value, of) => new ApiCount(value, of.Sum()))
            .OrderByDescending(v => v.Total).ThenBy(v => v.Value, StringComparer.Ordinal).ToList();
        var shown = values.Take(most).ToList();
        return new(
            by, from, to, counts.IsExact,
            counts.IsExact || counts.Days.Count == 0 ? null : counts.Days[0].Day,
            counts.Days.Sum(d => d.Stories),
            by is null ? null : shown,
            values.Count > most ? values.Count - most : null,
            [.. counts.Days.Select(d => new ApiDay(d.Day, d.Stories, by is null ? null : OfDay(d, shown)))]);
    }

    private static Dictionary<string, int> OfDay(DayCount day, List<ApiCount> shown) =>
        shown.Where(v => day.Values.ContainsKey(v.Value)).ToDictionary(v => v.Value, v => day.Values[v.Value]);
}

/// <param name="Value">As the filter of the timeline takes it.</param>
internal sealed record ApiCount(string Value, int Total);

/// <param name="Values">The stories of each value, without those that have none; absent for totals alone.</param>
internal sealed record ApiDay(DateOnly Day, int Total, IReadOnlyDictionary<string, int>? Values);
