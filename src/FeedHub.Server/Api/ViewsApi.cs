using System.Security.Cryptography;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Timelines;
using FeedHub.Core.Views;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Records;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Security;
using FeedHub.Server.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeedHub.Server.Api;

/// <summary>Views: reading all, and saving one's own.</summary>
internal static class ViewsApi
{
    private const string Path = "/api/v1/views";
    private const string Form = """{"title": "…", "query": "topic:energy", "description": "…", "shared": false, "alerts": […]}""";
    private const int MostOfOwner = 200;
    private const string IdLetters = "abcdefghijkmnpqrstuvwxyz23456789";

    public static async Task<IResult> ListAsync(
        HttpContext http, CurrentViews views, QueryReader queries, CurrentCatalog current, ApiAnswers answers,
        CancellationToken cancellationToken)
    {
        var listed = await views.ListAsync(KeyHolder.Of(http), cancellationToken);
        return answers.OfCaller(
            KeyHolder.Of(http) is not null,
            new ApiList<ApiView>([.. listed.Select(v => Record(v, http, queries, current, withSecrets: false)).OfType<ApiView>()]));
    }

    public static async Task<IResult> GetAsync(
        string view, HttpContext http, CurrentViews views, QueryReader queries, CurrentCatalog current, ApiAnswers answers,
        CancellationToken cancellationToken) =>
        await views.FindAsync(view, cancellationToken) is { } found
        && Record(found, http, queries, current, withSecrets: false) is { } record
            ? answers.OfCaller(KeyHolder.Of(http) is not null, record)
            : NoSuchView;

    public static async Task<IResult> AddAsync(
        HttpContext http, IViewStore store, QueryReader queries, CurrentCatalog current, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (body, wrong) = await JsonBody.ReadAsync<ApiViewToSave>(http, Form, cancellationToken);
        if (body is null)
            return wrong!;
        var (holder, now) = (KeyHolder.Of(http)!, clock.GetUtcNow());
        // The end keeps an address that nobody was told from being guessed.
        var id = $"{ImportSlug.From(null, null, body.Title ?? "")}-{RandomNumberGenerator.GetString(IdLetters, 10)}";
        var (view, problems) = ViewBody.Read(body, id, null, new SavedBy(holder.Owner, body.Shared ?? false, now, now));
        if (view is null)
            return Problems.BadBody(problems);
        if (!await store.AddAsync(view, MostOfOwner, cancellationToken))
        {
            return TypedResults.Problem(
                $"You have {MostOfOwner} views, which is as many as there may be; delete one first.",
                statusCode: StatusCodes.Status409Conflict);
        }
        http.Response.Headers.Location = $"{current.Value.Site.BasePath}{Path}/{id}";
        return ApiAnswers.Made(Record(view, http, queries, current, withSecrets: true)!);
    }

    public static async Task<IResult> ReplaceAsync(
        string view, HttpContext http, CurrentViews views, IViewStore store, QueryReader queries, CurrentCatalog current,
        ApiAnswers answers, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (body, wrong) = await JsonBody.ReadAsync<ApiViewToSave>(http, Form, cancellationToken);
        if (body is null)
            return wrong!;
        if (await views.FindAsync(view, cancellationToken) is not { } before)
            return NoSuchView;
        if (Refusal(before, http) is { } refusal)
            return refusal;
        var saved = before.Saved! with { IsShared = body.Shared ?? false, Updated = clock.GetUtcNow() };
        var (after, problems) = ViewBody.Read(body, view, before, saved);
        if (after is null)
            return Problems.BadBody(problems);
        if (!await store.ReplaceAsync(after, cancellationToken))
            return NoSuchView;
        var record = Record(after, http, queries, current, withSecrets: false)!;
        var known = before.Alerts.Select(a => a.Secret).ToHashSet();
        return answers.OfCaller(true, record with
        {
            Alerts = [.. after.Alerts.Select(a => ApiAlert.From(a, view, withSecret: !known.Contains(a.Secret)))],
        });
    }

    public static async Task<IResult> DeleteAsync(
        string view, HttpContext http, CurrentViews views, IViewStore store, CancellationToken cancellationToken)
    {
        if (await views.FindAsync(view, cancellationToken) is not { } before)
            return NoSuchView;
        return Refusal(before, http) is { } refusal ? refusal
            : await store.DeleteAsync(view, cancellationToken) ? TypedResults.NoContent() : NoSuchView;
    }

    private static IResult NoSuchView => Problems.NotFound("There is no such view.");

    private static ProblemHttpResult? Refusal(View view, HttpContext http) =>
        view.Saved is null
            ? TypedResults.Problem(
                "This view is declared by a file of the operator's; it can be changed only there.",
                statusCode: StatusCodes.Status409Conflict)
        : !CurrentViews.IsOwn(view, KeyHolder.Of(http))
            ? TypedResults.Problem("This view was saved with the key of somebody else.", statusCode: StatusCodes.Status403Forbidden)
        : null;

    /// <summary>Null if the query of the view cannot be read any more.</summary>
    private static ApiView? Record(View view, HttpContext http, QueryReader queries, CurrentCatalog current, bool withSecrets) =>
        ServedTimeline.Of(view, TimelineFilter.All, out _) is { } timeline
            ? ApiView.From(
                timeline, queries.InWords(timeline.Filter), current.Value.Site.Address,
                CurrentViews.IsOwn(view, KeyHolder.Of(http))
                    ? [.. view.Alerts.Select(a => ApiAlert.From(a, view.Id, withSecrets))]
                    : null)
            : null;
}
