using System.Globalization;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Counting;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Records;
using FeedHub.Server.Endpoints.Answers;

namespace FeedHub.Server.Api;

/// <summary>How many stories arrived on each day.</summary>
internal static class CountsApi
{
    private const string List = "counts";
    private const string Path = "/api/v1/counts";

    public static async Task<IResult> GetAsync(
        HttpContext http, IStoryCounts counts, ITimelineStore store, QueryReader queries, ApiAnswers answers, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var query = new ApiQuery(http.Request.Query, List);
        var by = query.Value("by", string.Join(", ", CountedBy.All.Keys), text => CountedBy.All.ContainsKey(text) ? text : null);
        var (from, to, problem) = Days(query, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var reading = TimelineQuery.Read(name => http.Request.Query[name]);
        List<QueryProblem> problems = [.. query.Problems, .. reading is TimelineReading.Refused refused ? refused.Problems : []];
        if (problem is not null)
            problems.Add(problem);
        if (reading is not TimelineReading.Understood { Filter: var filter } || problems.Count > 0)
            return Problems.BadQuery(problems);
        return await answers.OfTimelineAsync(
            Path, $"{TimelineQuery.Write(filter with { Before = null })} {by} {from:O} {to:O}",
            $"{await store.VersionAsync(cancellationToken)}-{queries.MinuteOf(filter)?.ToUnixTimeSeconds()}",
            async stopping => ApiCounts.Of(
                await counts.CountAsync(filter, by is null ? null : CountedBy.All[by], from, to, stopping), by, from, to, filter.Limit),
            cancellationToken);
    }

    /// <summary>The days that are asked for.</summary>
    private static (DateOnly From, DateOnly To, QueryProblem? Problem) Days(ApiQuery query, DateOnly today)
    {
        var from = query.Value("from", ApiCounts.DayAllowed, Day);
        var to = query.Value("to", ApiCounts.DayAllowed, Day) ?? today;
        var days = query.Value(
            "days", $"a whole number from 1 to {ApiCounts.MostDays}",
            text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number is >= 1 and <= ApiCounts.MostDays
                ? (int?)number : null);
        if (from is not { } first)
            return (to.AddDays(1 - (days ?? ApiCounts.DefaultDays)), to, null);
        var problem = days is not null ? new QueryProblem("days", "Give either “from” or “days”, not both.")
            : first > to ? new QueryProblem("from", $"{first:O} is after {to:O}, the last day; give an earlier one.")
            : to.DayNumber - first.DayNumber >= ApiCounts.MostDays
                ? new QueryProblem("from", $"From {first:O} to {to:O} are more than {ApiCounts.MostDays} days; ask for them in parts.")
            : null;
        return (first, to, problem);
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= 1971 and < 9999
            ? day
            : null;
}
