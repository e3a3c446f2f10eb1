using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeedHub.Server.Api.Answers;

/// <summary>Reads the JSON body of a request.</summary>
internal static class JsonBody
{
    /// <summary>Maximum bytes of a body; a few IDs or lines are all that it needs.</summary>
    public const int MaxBytes = 65_536;

    /// <summary>The body, or the answer that says what is wrong with it.</summary>
    /// <param name="form">What a body looks like, for whoever sent another.</param>
    public static async Task<(T? Body, IResult? Wrong)> ReadAsync<T>(HttpContext http, string form, CancellationToken cancellationToken)
        where T : class
    {
        // A page of another site cannot send this type without a preflight request, to which we do not consent.
        if (!http.Request.HasJsonContentType())
        {
            return (null, TypedResults.Problem(
                $"Send the body {form} as “Content-Type: application/json”.", statusCode: StatusCodes.Status415UnsupportedMediaType));
        }
        try
        {
            return await JsonSerializer.DeserializeAsync(http.Request.Body, typeof(T), ApiJson.Given, cancellationToken) is T body
                ? (body, null)
                : (null, Refused($"The body is “null”. It must be {form}."));
        }
        catch (BadHttpRequestException refused)
        {
            return (null, TypedResults.Problem($"{refused.Message} It must be {form}.", statusCode: refused.StatusCode));
        }
        catch (JsonException broken)
        {
            return (null, Refused(
                broken.Path is { Length: > 2 } path ? $"The body cannot be read at “{path}”. It must be {form}."
                    : $"The body is not JSON: {broken.Message} It must be {form}."));
        }
    }

    private static ProblemHttpResult Refused(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);
}
