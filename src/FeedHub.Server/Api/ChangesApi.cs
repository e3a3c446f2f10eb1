using System.Globalization;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Changes;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Records;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;

namespace FeedHub.Server.Api;

/// <summary>What happens to stories, for those who keep a copy of the timeline.</summary>
internal static class ChangesApi
{
    private const string List = "changes";
    private const string Path = "/api/v1/changes";

    public static async Task<IResult> ListAsync(
        HttpContext http, IStoryChanges changes, CurrentCatalog current, ApiAnswers answers, CancellationToken cancellationToken)
    {
        var query = new ApiQuery(http.Request.Query, List);
        var since = query.Since();
        if (FilterOf(http, query.Problems, out var refused) is not { } filter)
            return refused!;
        var told = since is { } number
            ? await changes.AfterAsync(number, filter, filter.Limit, cancellationToken)
            : new ChangedStories([], await changes.LastAsync(cancellationToken), More: false);
        if (told is null)
            return NotKept;
        var (site, canonical) = (current.Value.Site, TimelineQuery.Write(filter));
        var token = told.Last.ToString(CultureInfo.InvariantCulture);
        return answers.OfTimeline(new ApiChanges(
            [.. told.Stories.Select(s => ApiChange.Of(s, site.Address))], token,
            $"{site.BasePath}{Path}{(canonical.Length == 0 ? "?" : canonical + "&")}since={token}", told.More));
    }

    /// <summary>For a number whose changes are not kept any more, or that another store gave.</summary>
    public static IResult NotKept => TypedResults.Problem(
        "What has happened since is not all kept: it is for 30 days, and not over a restored backup. Ask for /api/v1/changes without "
            + "“since”, then walk through /api/v1/stories again, and then follow the changes from that token on.",
        statusCode: StatusCodes.Status410Gone, title: "These changes are no longer kept");

    /// <summary>The filter that a request names; null if it cannot be followed.</summary>
    /// <param name="problems">Those of other parameters.</param>
    public static TimelineFilter? FilterOf(HttpContext http, IReadOnlyList<QueryProblem> problems, out IResult? refused)
    {
        var reading = TimelineQuery.Read(name => http.Request.Query[name]);
        var filter = (reading as TimelineReading.Understood)?.Filter;
        IReadOnlyList<QueryProblem> all =
        [
            .. problems, .. reading is TimelineReading.Refused { Problems: var wrong } ? wrong : [],
            .. filter is null ? [] : TimelineConditions.All.Where(c => filter[c].Count > 0 && !c.Query(filter[c]).IsTimeless).Select(
                c => new QueryProblem(c.Name, "Which stories this asks for changes as time passes, without a change of the stories that "
                    + "could be told. Leave it out; a time can be given as a date.")),
        ];
        refused = all.Count > 0 ? Problems.BadQuery(all) : null;
        // Where a page of the timeline begins means nothing here.
        return all.Count > 0 ? null : filter! with { Before = null };
    }

    /// <summary>The number of the change after which to begin; null without one.</summary>
    public static long? Since(this ApiQuery query) => query.Value(
        "since", "the “token” of an answer of /api/v1/changes",
        text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (long?)number : null);
}
