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
        var days = ApiDays.Read(query, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var reading = TimelineQuery.Read(name => http.Request.Query[name]);
        List<QueryProblem> problems = [.. query.Problems, .. reading is TimelineReading.Refused refused ? refused.Problems : []];
        if (days.Problem is { } problem)
            problems.Add(problem);
        if (reading is not TimelineReading.Understood { Filter: var filter } || problems.Count > 0)
            return Problems.BadQuery(problems);
        return await answers.OfTimelineAsync(
            Path, $"{TimelineQuery.Write(filter with { Before = null })} {by} {days.From:O} {days.To:O}",
            $"{await store.VersionAsync(cancellationToken)}-{queries.MinuteOf(filter)?.ToUnixTimeSeconds()}",
            async stopping => ApiCounts.Of(
                await counts.CountAsync(filter, by is null ? null : CountedBy.All[by], days.From, days.To, stopping),
                by, days.From, days.To, filter.Limit),
            cancellationToken);
    }
}
