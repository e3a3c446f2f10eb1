using System.Globalization;
using System.Security.Claims;
using FeedHub.Core.Access;
using FeedHub.Server.Configuration;
using FeedHub.Server.Security.Sessions;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Primitives;

namespace FeedHub.Server.Security;

/// <summary>Lets a request through to its route, or answers 401, or 429 if too many wrong keys came from its address.</summary>
internal static class AdmissionCheck
{
    /// <summary>After how many seconds one more key may be tried.</summary>
    public static readonly string Wait = WrongKeys.Every.TotalSeconds.ToString(CultureInfo.InvariantCulture);

    /// <summary>Needs the endpoint, so it comes after routing.</summary>
    public static IApplicationBuilder UseAdmission(this WebApplication app)
    {
        var (keys, catalog) = (app.Services.GetRequiredService<KeyJudge>(), app.Services.GetRequiredService<CurrentCatalog>());
        var forms = app.Services.GetRequiredService<IAntiforgery>();
        return app.Use((http, next) =>
            // An endpoint that is not a route of ours is the framework's answer that there is no such address or method.
            http.GetEndpoint() is RouteEndpoint endpoint && Admission.From(endpoint) is { Role: { } role } admission
                ? AdmitAsync(http, next, admission, role)
                : next(http));

        async Task AdmitAsync(HttpContext http, RequestDelegate next, Admission admission, AccessRole role)
        {
            // A key is judged even if none is needed: a page may show its holder more, and must not be an easier place to try keys.
            var verdict = await keys.JudgeAsync(http, admission.TakesCookie);
            if (verdict.Holder is { } holder)
                Introduce(http, holder);
            var isAdmitted = !admission.NeedsKey(http, catalog.Value.Site);
            if (!isAdmitted)
            {
                // Unless the answer itself says how long the client may keep it.
                http.Response.Headers.CacheControl = "no-store";
                if (verdict.Holder?.Role.Includes(role) != true)
                {
                    await (verdict.IsTooMany ? AskToWaitAsync(http) : AskForKeyAsync(http, admission, role, catalog.Value.Site.BasePath));
                    return;
                }
            }
            // A browser sends its cookie with whatever it posts. Whoever sends the key itself wants what is sent.
            if (admission.TakesCookie && !PresentedKey.ChangesNothing(http.Request) && verdict.Holder is null or { IsSignedIn: true }
                && await FaultOfFormAsync(http, forms) is { } fault)
            {
                await fault.ExecuteAsync(http);
                return;
            }
            await next(http);
        }
    }

    private static void Introduce(HttpContext http, KeyHolder holder)
    {
        http.Features.Set(holder);
        // Ties forms to the key with which the editor signed in.
        if (holder.IsSignedIn)
            http.User = new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, holder.KeyId)], "editor"));
    }

    /// <summary>Why a form may not be taken; null if it is one of ours, filled in by whoever got it.</summary>
    private static async Task<IResult?> FaultOfFormAsync(HttpContext http, IAntiforgery forms)
    {
        try
        {
            await forms.ValidateRequestAsync(http);
            return null;
        }
        // A form that cannot be read, such as one that is too large.
        catch (AntiforgeryValidationException fault) when (fault.InnerException is BadHttpRequestException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: refused.StatusCode);
        }
        catch (AntiforgeryValidationException)
        {
            return TypedResults.Problem(
                "The form is too old, or comes from elsewhere. Go back, reload the page, and send the form again. What you have written "
                    + "can be copied before that.",
                statusCode: StatusCodes.Status400BadRequest);
        }
        catch (BadHttpRequestException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: refused.StatusCode);
        }
    }

    private static Task AskForKeyAsync(HttpContext http, Admission admission, AccessRole role, string basePath)
    {
        if (admission.TakesCookie && http.Request.Headers.Authorization.Count == 0 && WantedForm.IsPage(http.Request))
            return SignInFirstAsync(http, basePath);
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

    private static Task SignInFirstAsync(HttpContext http, string basePath)
    {
        if (!PresentedKey.ChangesNothing(http.Request))
        {
            return TypedResults.Problem(
                $"Nothing was changed, since you have been signed out. Sign in at {EditorsPath.SignIn} in another tab; then go back to the "
                    + "form here, reload it and send it again. What you have written can be copied before that.",
                statusCode: StatusCodes.Status401Unauthorized).ExecuteAsync(http);
        }
        var wanted = http.Request.Path.Value + http.Request.QueryString;
        return TypedResults.LocalRedirect(basePath + EditorsPath.SignInFor(wanted)).ExecuteAsync(http);
    }

    private static Task AskToWaitAsync(HttpContext http)
    {
        http.Response.Headers.RetryAfter = Wait;
        return TypedResults.Problem(
            "Too many wrong keys came from your address; wait before you send another. A key that worked from there before is still "
                + "accepted.",
            statusCode: StatusCodes.Status429TooManyRequests).ExecuteAsync(http);
    }
}
