using System.Globalization;
using System.Text.Json.Serialization;
using FeedHub.Core.Briefs;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Publishing.Following;

namespace FeedHub.Server.Endpoints;

/// <summary>Polls at once what a series follows; for WordPress to call when an editor has published something.</summary>
internal static class SeriesPollEndpoint
{
    /// <summary>Longest time in seconds for which a caller can wait for the poll.</summary>
    private const int LongestWait = 60;

    /// <summary>
    /// Requests a poll and answers 202, or with <c>?wait=</c> in seconds, waits for its report. It is run whether or not the caller waits.
    /// </summary>
    public static async Task<IResult> PostAsync(
        string series, string? wait, HttpContext http, CurrentCatalog current, SeriesFollowing following, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (found, wrong) = Followed(series, current);
        if (found is null)
            return wrong!;
        if (!int.TryParse(wait ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds > LongestWait)
        {
            return TypedResults.Problem(
                $"'wait' is a whole number of seconds, at most {LongestWait}.", statusCode: StatusCodes.Status400BadRequest);
        }
        var report = following.Request(found);
        try
        {
            if (seconds > 0)
                return Report(found, await report.WaitAsync(TimeSpan.FromSeconds(seconds), clock, cancellationToken));
        }
        catch (TimeoutException)
        {
            // It goes on; the answer says where to look.
        }
        var address = $"{current.Value.Site.BasePath}/api/v1/series/{series}/poll";
        http.Response.Headers.Location = address;
        return TypedResults.Json(
            Standing(found, following.StandingOf(found)), SeriesPollJson.Default.SeriesPollStanding,
            statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>Whether a poll is requested or running, and the result of the last one.</summary>
    public static IResult Get(string series, CurrentCatalog current, SeriesFollowing following)
    {
        var (found, wrong) = Followed(series, current);
        return found is null
            ? wrong!
            : TypedResults.Json(Standing(found, following.StandingOf(found)), SeriesPollJson.Default.SeriesPollStanding);
    }

    private static (Series? Found, IResult? Wrong) Followed(string series, CurrentCatalog current) =>
        current.Value.Series.FirstOrDefault(s => s.Slug == series) switch
        {
            null => (null, Problems.NotFound("There is no such series.")),
            { Follow: null } => (null, TypedResults.Problem(
                "This series follows nothing; name the address of its feed as 'follow' in its series.yaml.",
                statusCode: StatusCodes.Status409Conflict)),
            var found => (found, null),
        };

    private static IResult Report(Series series, FollowReport report) => Failure(series, report) is { } failure
        ? TypedResults.Problem(failure, statusCode: StatusCodes.Status502BadGateway)
        : TypedResults.Json(SeriesPoll.From(report), SeriesPollJson.Default.SeriesPoll);

    private static string? Failure(Series series, FollowReport report) => report.Result is FetchResult.Failed failed
        ? $"{series.Follow!.Url} could not be read: {failed.Failure.Name()}: {failed.Detail}."
        : null;

    private static SeriesPollStanding Standing(Series series, FollowStanding standing) => new(
        series.Slug,
        standing.IsRunning ? "running" : standing.IsRequested ? "requested" : "idle",
        standing.Requested,
        standing.Began,
        standing.Next,
        standing.Last is { } last ? Failure(series, last) : null,
        standing.Last is { } ended ? SeriesPoll.From(ended) : null);
}

/// <summary>What one poll brought.</summary>
/// <param name="Proposed">Briefs with a proposal that editors must decide on.</param>
/// <param name="Gone">Briefs whose posts are absent and that were not withdrawn because of it.</param>
/// <param name="Withdrawn">Briefs that were withdrawn because their posts are no longer public.</param>
/// <param name="Restored">Withdrawn briefs that are public again because their posts are.</param>
/// <param name="Notes">What was skipped in answers that could still be read.</param>
internal sealed record SeriesPoll(
    string Series, IReadOnlyList<string> New, IReadOnlyList<string> Changed, int Unchanged, IReadOnlyList<string> Proposed,
    IReadOnlyList<string> Gone, IReadOnlyList<string> Withdrawn, IReadOnlyList<string> Restored, IReadOnlyList<FollowFault> Failed,
    IReadOnlyList<FollowFault> Notes)
{
    public static SeriesPoll From(FollowReport report) => new(
        report.Series, report.New, report.Changed, report.Unchanged, report.Proposed, report.Gone, report.Withdrawn, report.Restored,
        report.Failed, report.Notes);
}

/// <summary>How things stand with the polls of a series.</summary>
/// <param name="State"><c>requested</c>, <c>running</c> or <c>idle</c>.</param>
/// <param name="Requested">When a poll was last requested.</param>
/// <param name="Began">When the running or last poll began.</param>
/// <param name="Next">When the next poll is due without a request.</param>
/// <param name="Failure">Why the last poll could not read the address; null if it could.</param>
internal sealed record SeriesPollStanding(
    string Series, string State, DateTimeOffset? Requested, DateTimeOffset? Began, DateTimeOffset Next, string? Failure, SeriesPoll? Last);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SeriesPoll))]
[JsonSerializable(typeof(SeriesPollStanding))]
internal sealed partial class SeriesPollJson : JsonSerializerContext;
