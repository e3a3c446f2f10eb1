using FeedHub.Core.Briefs;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Files;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Pages.Desk;
using FeedHub.Server.Publishing.Writing;
using FeedHub.Server.Rendering.Http;
using FeedHub.Server.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeedHub.Server.Endpoints.Desk;

/// <summary>Where editors write briefs.</summary>
internal static class BriefFormEndpoints
{
    /// <summary>Maximum bytes of a form: the largest picture and the longest text, and something for the fields.</summary>
    public const int MaxBytes = 6 << 20;

    public static IResult New(string series, HttpContext http, CurrentCatalog current, BriefWriter writer) =>
        Find(current, series) is { } found ? Page(http, writer.New(found)) : Problems.NotFound("There is no such series.");

    public static async Task<IResult> EditAsync(
        string series, string slug, HttpContext http, CurrentCatalog current, BriefWriter writer, CancellationToken cancellationToken) =>
        Find(current, series) is { } found
            && await writer.OpenAsync(found, slug, http.Request.Query.ContainsKey("saved"), cancellationToken) is { } form
                ? Page(http, form)
                : Problems.NotFound("There is no such brief.");

    public static Task<IResult> CreateAsync(
        string series, HttpContext http, CurrentCatalog current, BriefWriter writer, CancellationToken cancellationToken) =>
        TakeAsync(series, null, http, current, writer, cancellationToken);

    public static async Task<IResult> SaveAsync(
        string series, string slug, HttpContext http, CurrentCatalog current, BriefWriter writer, CancellationToken cancellationToken) =>
        Values.Slug(slug).Wrong is null
            ? await TakeAsync(series, slug, http, current, writer, cancellationToken)
            : Problems.NotFound("There is no such brief.");

    private static async Task<IResult> TakeAsync(
        string series, string? slug, HttpContext http, CurrentCatalog current, BriefWriter writer, CancellationToken cancellationToken)
    {
        if (Find(current, series) is not { } found)
        {
            return Problems.NotFound("There is no such series.");
        }
        if (!http.Request.HasFormContentType)
        {
            return TypedResults.Problem(
                "Send the fields of the form as “multipart/form-data”.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }
        var form = await http.Request.ReadFormAsync(cancellationToken);
        var picture = new WrittenPicture(
            await BytesAsync(form.Files["picture"], cancellationToken), form["alt"].ToString(), form["caption"].ToString(),
            form["credit"].ToString(), form["licence"].ToString());
        // The Enter key in a field sends no button; it changes nothing then.
        var written = new WrittenBrief(
            WrittenBrief.Words.GetValueOrDefault(form["do"].ToString(), WritingIntent.Check), form["name"].ToString(),
            form["text"].ToString(), form["begun"].ToString(), picture);
        var done = await writer.TakeAsync(found, slug, written, KeyHolder.EditorOf(http), cancellationToken);
        return done.Saved is { } saved ? SeeOther.To(current, $"{DeskRequest.BriefPath(series, saved)}/edit?saved") : Page(http, done);
    }

    private static async Task<byte[]> BytesAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return [];
        }
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    private static Series? Find(CurrentCatalog current, string series) => current.Value.Series.FirstOrDefault(s => s.Slug == series);

    private static RazorComponentResult<BriefFormPage> Page(HttpContext http, BriefForm form)
    {
        http.Response.Headers.CacheControl = CachePolicy.Nobody;
        return new RazorComponentResult<BriefFormPage>(new Dictionary<string, object?> { [nameof(BriefFormPage.Form)] = form })
        {
            StatusCode = form.Status,
        };
    }
}
