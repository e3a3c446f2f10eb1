using FeedHub.Server.Configuration.Files;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Pages.Desk;
using FeedHub.Server.Publishing.Writing;
using FeedHub.Server.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeedHub.Server.Endpoints.Desk;

/// <summary>Where editors write briefs.</summary>
internal static class BriefFormEndpoints
{
    /// <summary>Maximum bytes of a form: the largest picture and the longest text, and something for the fields.</summary>
    public const int MaxBytes = 6 << 20;

    /// <summary>Value of <c>?saved=</c> if what was saved is not in force yet.</summary>
    private const string Soon = "soon";

    public static IResult New(string series, [AsParameters] DeskRequest ask, BriefWriter writer) =>
        ask.FindSeries(series) is { } found ? Page(ask, writer.New(found)) : Problems.NotFound("There is no such series.");

    public static async Task<IResult> EditAsync(string series, string slug, [AsParameters] DeskRequest ask, BriefWriter writer)
    {
        bool? inForce = ask.Http.Request.Query.TryGetValue("saved", out var saved) ? saved != Soon : null;
        return ask.FindSeries(series) is { } found && await writer.OpenAsync(found, slug, inForce, ask.Cancel) is { } form
            ? Page(ask, form)
            : Problems.NotFound("There is no such brief.");
    }

    public static Task<IResult> CreateAsync(string series, [AsParameters] DeskRequest ask, BriefWriter writer) =>
        TakeAsync(series, null, ask, writer);

    public static async Task<IResult> SaveAsync(string series, string slug, [AsParameters] DeskRequest ask, BriefWriter writer) =>
        Values.Slug(slug).Wrong is null
            ? await TakeAsync(series, slug, ask, writer)
            : Problems.NotFound("There is no such brief.");

    private static async Task<IResult> TakeAsync(string series, string? slug, DeskRequest ask, BriefWriter writer)
    {
        if (ask.FindSeries(series) is not { } found)
        {
            return Problems.NotFound("There is no such series.");
        }
        if (!ask.Http.Request.HasFormContentType)
        {
            return TypedResults.Problem(
                "Send the fields of the form as “multipart/form-data”.", statusCode: StatusCodes.Status415UnsupportedMediaType);
        }
        var form = await ask.FormAsync();
        var picture = new WrittenPicture(
            await BytesAsync(form.Files["picture"], ask.Cancel), form["alt"].ToString(), form["caption"].ToString(),
            form["credit"].ToString(), form["licence"].ToString());
        // The Enter key in a field sends no button; it changes nothing then.
        var written = new WrittenBrief(
            WrittenBrief.Words.GetValueOrDefault(form["do"].ToString(), WritingIntent.Check), form["name"].ToString(),
            form["text"].ToString(), form["begun"].ToString(), picture);
        var before = ask.Current.Value;
        var done = await writer.TakeAsync(found, slug, written, KeyHolder.EditorOf(ask.Http), ask.Cancel);
        if (done.Saved is not { } name)
        {
            return Page(ask, done);
        }
        var saved = await ask.AppearAsync(before) ? "saved" : $"saved={Soon}";
        return SeeOther.To(ask.Current, $"{DeskRequest.BriefPath(series, name)}/edit?{saved}");
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

    private static RazorComponentResult<BriefFormPage> Page(DeskRequest ask, BriefForm form) =>
        ask.Page<BriefFormPage>(new() { [nameof(BriefFormPage.Form)] = form }, form.Status);
}
