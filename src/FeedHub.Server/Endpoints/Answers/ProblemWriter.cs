using System.Text.Json;
using System.Text.Json.Serialization;
using FeedHub.Server.Pages;
using FeedHub.Server.Rendering.Http;
using FeedHub.Server.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FeedHub.Server.Endpoints.Answers;

/// <summary>Writes every error: as a page to a browser, as problem details (RFC 9457) to anything else.</summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (http, problem) = (context.HttpContext, context.ProblemDetails);
        // A status that comes from the framework, such as that of a path without a route, has no text yet.
        problem.Title ??= ReasonPhrases.GetReasonPhrase(http.Response.StatusCode);
        problem.Detail ??= Detail(http.Response.StatusCode);
        http.Response.Headers.CacheControl = "no-store";
        Vary.By(http.Response.Headers, HeaderNames.Accept, HeaderNames.AcceptEncoding);
        if (WantedForm.IsPage(http.Request))
        {
            await new RazorComponentResult<ErrorPage>(new Dictionary<string, object?> { [nameof(ErrorPage.Problem)] = problem })
            {
                StatusCode = http.Response.StatusCode,
            }.ExecuteAsync(http);
            return;
        }
        var type = problem is HttpValidationProblemDetails
            ? ProblemJson.Default.HttpValidationProblemDetails
            : (System.Text.Json.Serialization.Metadata.JsonTypeInfo)ProblemJson.Default.ProblemDetails;
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, type);
        http.Response.ContentType = "application/problem+json; charset=utf-8";
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    private static string? Detail(int status) => status switch
    {
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => "This address can only be read.",
        >= StatusCodes.Status500InternalServerError => "FeedHub itself failed; its log gives the details.",
        _ => null,
    };
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(HttpValidationProblemDetails))]
[JsonSerializable(typeof(string))]
internal sealed partial class ProblemJson : JsonSerializerContext;
