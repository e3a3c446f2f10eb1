using System.Globalization;
using FeedHub.Core.Access;
using FeedHub.Server.Configuration;
using Microsoft.Extensions.Primitives;

namespace FeedHub.Server.Security;

/// <summary>Lets a request through to its route, or answers 401, or 429 if too many wrong keys came from its address.</summary>
internal static class AdmissionCheck
{
    /// <summary>Needs the endpoint, so it comes after routing.</summary>
    public static IApplicationBuilder UseAdmission(this WebApplication app)
    {
        var (keys, catalog) = (app.Services.GetRequiredService<KeyJudge>(), app.Services.GetRequiredService<CurrentCatalog>());
        return app.Use((http, next) =>
            // An endpoint that is not a route of ours is the framework's answer that there is no such address or method.
            http.GetEndpoint() is RouteEndpoint endpoint && Admission.From(endpoint) is { Role: { } role } admission
                ? AdmitAsync(http, next, admission, role)
                : next(http));

        async Task AdmitAsync(HttpContext http, RequestDelegate next, Admission admission, AccessRole role)
        {
            // A key is judged even if none is needed: a page may show its holder more, and must not be an easier place to try keys.
            var verdict = await keys.JudgeAsync(http);
            if (verdict.Role is { } presented) http.Features.Set(new KeyHolder(presented));
            if (!admission.NeedsKey(http, catalog.Value.Site))
            {
                await next(http);
                return;
            }
            // Unless the answer itself says how long the client may keep it.
            http.Response.Headers.CacheControl = "no-store";
            if (verdict.Role?.Includes(role) == true) await next(http);
            else await (verdict.IsTooMany ? AskToWaitAsync(http) : AskForKeyAsync(http, role));
        }
    }

    private static Task AskForKeyAsync(HttpContext http, AccessRole role)
    {
        var name = role.ToString().ToLowerInvariant();
        var basic = PresentedKey.TakesBasic(http.Request);
        // Basic first: some readers look only at the first. Each role is a realm, so that browsers ask again if a lesser key fails.
        http.Response.Headers.WWWAuthenticate = basic
            ? new StringValues([$"Basic realm=\"FeedHub {name}\", charset=\"UTF-8\"", "Bearer"])
            : "Bearer";
        var orBasic = basic ? ", or as the password of Basic authentication with any user name" : "";
        return TypedResults.Problem(
            $"This needs a key with the role {name}: send it as “Authorization: Bearer KEY”{orBasic}. "
            + $"The operator of this server issues keys (“feedhub key add --role {name}”).",
            statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(http);
    }

    private static Task AskToWaitAsync(HttpContext http)
    {
        http.Response.Headers.RetryAfter = WrongKeys.Every.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Problem(
            "Too many wrong keys came from your address; wait before you send another. A key that worked from there before is still "
                + "accepted.",
            statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(http);
    }
}
