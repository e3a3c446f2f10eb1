using System.Globalization;
using FeedHub.Core.Access;
using FeedHub.Server.Configuration;
using Microsoft.Extensions.Primitives;

namespace FeedHub.Server.Security;

/// <summary>Lets a request through to its route, or answers 401, or 429 where too many wrong keys came from its address.</summary>
internal static class AdmissionCheck
{
    /// <summary>Needs the endpoint, and so stands after routing.</summary>
    public static IApplicationBuilder UseAdmission(this WebApplication app)
    {
        var (keys, catalog) = (app.Services.GetRequiredService<KeyJudge>(), app.Services.GetRequiredService<CurrentCatalog>());
        return app.Use((http, next) =>
            // What is no route of ours is the framework's answer that there is no such address or method.
            http.GetEndpoint() is RouteEndpoint endpoint && Admission.From(endpoint) is { Role: { } role } admission
                ? AdmitAsync(http, next, admission, role)
                : next(http));

        async Task AdmitAsync(HttpContext http, RequestDelegate next, Admission admission, AccessRole role)
        {
            // A key counts where none is needed too: a page may tell its holder more, and must be no easier place to try keys.
            var verdict = await keys.JudgeAsync(http);
            if (verdict.Role is { } presented) http.Features.Set(new KeyHolder(presented));
            if (!admission.NeedsKey(http, catalog.Value.Site))
            {
                await next(http);
                return;
            }
            // Unless the answer says itself how long the one who asked may keep it.
            http.Response.Headers.CacheControl = "no-store";
            if (verdict.Role?.Includes(role) == true) await next(http);
            else await (verdict.IsTooMany ? TellToWaitAsync(http) : AskForKeyAsync(http, role));
        }
    }

    private static Task AskForKeyAsync(HttpContext http, AccessRole role)
    {
        var name = role.ToString().ToLowerInvariant();
        var basic = PresentedKey.TakesBasic(http.Request);
        // Basic first: some readers look at the first only. Each role is a realm, so that browsers ask again where a lesser key fails.
        http.Response.Headers.WWWAuthenticate = basic
            ? new StringValues([$"Basic realm=\"FeedHub {name}\", charset=\"UTF-8\"", "Bearer"])
            : "Bearer";
        var orBasic = basic ? ", or as the password of Basic authentication with any name" : "";
        return TypedResults.Problem(
            $"This needs a key of the role {name}: send it as “Authorization: Bearer KEY”{orBasic}. "
            + $"Whoever runs this server gives keys out (“feedhub key add --role {name}”).",
            statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(http);
    }

    private static Task TellToWaitAsync(HttpContext http)
    {
        http.Response.Headers.RetryAfter = WrongKeys.Every.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(
            "Too many wrong keys came from your address; wait before you send another. A key that was right from there before is still "
                + "taken.",
            statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(http);
    }
}
