using System.Globalization;
using System.Text.Json.Serialization;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Publishing.Following;

namespace FeedHub.Server.Endpoints;

/// <summary>Polls at once what a series follows; for WordPress to call when an editor has published something.</summary>
internal static class SeriesPollEndpoint
{
    public static async Task<IResult> PostAsync(
        string series, HttpContext http, CurrentCatalog current, SeriesFollowing following, CancellationToken cancellationToken)
    {
        if (current.Value.Series.FirstOrDefault(s => s.Slug == series) is not { } found)
        {
            return Problems.NotFound("There is no such series.");
        }
        if (found.Follow is null)
        {
            return TypedResults.Problem(
                "This series follows nothing; name the address of its feed as 'follow' in its series.yaml.",
                statusCode: StatusCodes.Status409Conflict);
        }
        if (await following.PollNowAsync(found, cancellationToken) is not { } report)
        {
            http.Response.Headers.RetryAfter = SeriesFollowing.BetweenAsked.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return TypedResults.Problem(
                "It was polled a moment ago, or its files are missing for now; try again in a few seconds.",
                statusCode: StatusCodes.Status429TooManyRequests);
        }
        return report.Result is FetchResult.Failed failed
            ? TypedResults.Problem(
                $"{found.Follow.Url} could not be read: {failed.Failure.Name()}: {failed.Detail}.",
                statusCode: StatusCodes.Status502BadGateway)
            : TypedResults.Json(
                new SeriesPoll(
                    report.Series, report.New, report.Changed, report.Unchanged, report.Proposed, report.Gone, report.Failed, report.Notes),
                SeriesPollJson.Default.SeriesPoll);
    }
}

/// <param name="Proposed">Briefs with a proposal that editors must decide on.</param>
/// <param name="Notes">What was skipped in answers that could still be read.</param>
internal sealed record SeriesPoll(
    string Series, IReadOnlyList<string> New, IReadOnlyList<string> Changed, int Unchanged, IReadOnlyList<string> Proposed,
        IReadOnlyList<string> Gone, IReadOnlyList<FollowFault> Failed, IReadOnlyList<FollowFault> Notes);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SeriesPoll))]
internal sealed partial class SeriesPollJson : JsonSerializerContext;
