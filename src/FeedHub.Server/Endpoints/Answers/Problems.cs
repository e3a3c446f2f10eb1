using System.Globalization;
using FeedHub.Core.Briefs;
using FeedHub.Core.Timelines;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeedHub.Server.Endpoints.Answers;

/// <summary>The answers to requests that cannot be fulfilled (RFC 9457).</summary>
internal static class Problems
{
    private static readonly TimeSpan Later = TimeSpan.FromSeconds(10);

    public static IResult NotFound(string detail) => TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);

    /// <summary>For a brief that was withdrawn; the note and its date are members of their own too.</summary>
    public static IResult Withdrawn(BriefCorrection retraction) => TypedResults.Problem(
        retraction.Note, statusCode: StatusCodes.Status410Gone, title: "This brief was withdrawn",
        extensions: new Dictionary<string, object?>
        {
            ["note"] = retraction.Note,
            ["withdrawn"] = retraction.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        });

    /// <summary>When too many requests wait for something to be rendered (RFC 9110 §15.6.4).</summary>
    public static IResult Busy(HttpContext http)
    {
        http.Response.Headers.RetryAfter = Later.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(
            "Too many requests are waiting at this moment; try again in a few seconds.",
                statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>For a wrong field of a body, with the remedy.</summary>
    public static IResult BadBody(string field, string remedy) => BadBody([new(field, remedy)]);

    /// <summary>For wrong fields of a body, each with the remedy.</summary>
    public static IResult BadBody(IReadOnlyList<QueryProblem> problems) =>
        Invalid(problems, "A field of the body has a value that is not allowed");

    public static IResult BadQuery(IReadOnlyList<QueryProblem> problems) =>
        Invalid(problems, "A parameter of the address has a value that is not allowed");

    private static ValidationProblem Invalid(IReadOnlyList<QueryProblem> problems, string title) => TypedResults.ValidationProblem(
        problems.GroupBy(p => p.Field).ToDictionary(g => g.Key, g => g.Select(p => p.Message).ToArray()),
        string.Join(' ', problems.Select(p => $"{p.Field}: {p.Message}")),
        title: title);
}
