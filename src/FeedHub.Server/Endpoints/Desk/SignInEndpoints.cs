using FeedHub.Core.Access;
using FeedHub.Server.Configuration;
using FeedHub.Server.Pages.Desk;
using FeedHub.Server.Rendering.Http;
using FeedHub.Server.Security;
using FeedHub.Server.Security.Sessions;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeedHub.Server.Endpoints.Desk;

/// <summary>Where editors sign in with their key, and out.</summary>
internal static class SignInEndpoints
{
    public static IResult Get(HttpContext http, CurrentCatalog current)
    {
        var wanted = EditorsPath.Return(http.Request.Query["return"]);
        return KeyHolder.Of(http) is { IsSignedIn: true, Role: var role } && role.Includes(AccessRole.Editor)
            ? SeeOther.To(current, wanted)
            : Page(http, wanted, null, StatusCodes.Status200OK);
    }

    public static async Task<IResult> PostAsync(HttpContext http, KeyJudge keys, EditorCookie cookie, CurrentCatalog current)
    {
        if (!http.Request.HasFormContentType)
            return NoForm();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (key, wanted) = (form["key"].ToString().Trim(), EditorsPath.Return(form["return"]));
        if (key.Length is 0 or > PresentedKey.MaxLength)
            return Page(http, wanted, "Enter your key.", StatusCodes.Status400BadRequest);
        var verdict = await keys.JudgeAsync(http, key);
        if (verdict.IsTooMany)
        {
            http.Response.Headers.RetryAfter = AdmissionCheck.Wait;
            return Page(
                http, wanted, "Too many wrong keys came from your address. Wait half a minute before you try again.",
                StatusCodes.Status429TooManyRequests);
        }
        if (verdict.Holder is null)
        {
            return Page(
                http, wanted, "There is no such key. Check that you copied all of it; it begins with “fh_”.",
                StatusCodes.Status403Forbidden);
        }
        if (!verdict.Holder.Role.Includes(AccessRole.Editor))
        {
            return Page(
                http, wanted, "This key may only read. The desk needs an editor’s key; the operator of this server issues it.",
                StatusCodes.Status403Forbidden);
        }
        cookie.Write(http, AccessKey.Hash(key));
        return SeeOther.To(current, wanted);
    }

    public static IResult Leave(HttpContext http, EditorCookie cookie, CurrentCatalog current)
    {
        cookie.Delete(http);
        return SeeOther.To(current, EditorsPath.SignIn);
    }

    private static ProblemHttpResult NoForm() => TypedResults.Problem(
        $"Send the form of {EditorsPath.SignIn}, or the key itself as “Authorization: Bearer KEY”.",
        statusCode: StatusCodes.Status415UnsupportedMediaType);

    private static RazorComponentResult<SignInPage> Page(HttpContext http, string wanted, string? fault, int status)
    {
        http.Response.Headers.CacheControl = CachePolicy.Nobody;
        return new RazorComponentResult<SignInPage>(new Dictionary<string, object?>
        {
            [nameof(SignInPage.Return)] = wanted,
            [nameof(SignInPage.Fault)] = fault,
        })
        {
            StatusCode = status,
        };
    }
}
