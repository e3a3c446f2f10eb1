using System.Security.Cryptography;
using FeedHub.Core.Alerts;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Push.Deliveries;
using FeedHub.Core.Timelines;
using FeedHub.Core.Views;
using FeedHub.Server.Alerts;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Records;
using FeedHub.Server.Api.Records.Views;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Answers;
using FeedHub.Server.Security;
using FeedHub.Server.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeedHub.Server.Api;

/// <summary>Views: reading all, and saving one's own.</summary>
internal sealed class ViewsApi(
    CurrentViews views, IViewStore store, SavedAlerts alerts, IDeliveries deliveries, QueryReader queries, CurrentCatalog current,
    ApiAnswers answers, TimeProvider clock)
{
    private const string Path = "/api/v1/views";
    private const string Form = """{"title": "…", "query": "topic:energy", "description": "…", "shared": false, "alerts": […]}""";
    private const int MostOfOwner = 200;
    private const int MostDeliveries = 100;
    private const string IdLetters = "abcdefghijkmnpqrstuvwxyz23456789";

    public async Task<IResult> ListAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var listed = await views.ListAsync(KeyHolder.Of(http), cancellationToken);
        var standings = await StandingsAsync(http, cancellationToken);
        return answers.OfCaller(
            KeyHolder.Of(http) is not null, new ApiList<ApiView>([.. listed.Select(v => Record(v, http, standings)).OfType<ApiView>()]));
    }

    public async Task<IResult> GetAsync(string view, HttpContext http, CancellationToken cancellationToken) =>
        await views.FindAsync(view, cancellationToken) is { } found
        && Record(found, http, await StandingsAsync(http, cancellationToken)) is { } record
            ? answers.OfCaller(KeyHolder.Of(http) is not null, record)
            : NoSuchView;

    public async Task<IResult> AddAsync(HttpContext http, CancellationToken cancellationToken)
    {
        var (body, wrong) = await JsonBody.ReadAsync<ApiViewToSave>(http, Form, cancellationToken);
        if (body is null)
            return wrong!;
        var (holder, now) = (KeyHolder.Of(http)!, clock.GetUtcNow());
        // The end keeps an address that nobody was told from being guessed.
        var id = $"{ImportSlug.From(null, null, body.Title ?? "")}-{RandomNumberGenerator.GetString(IdLetters, 10)}";
        var (view, problems) = ViewBody.Read(body, id, alerts.SendsMail, new SavedBy(holder.Owner, body.Shared ?? false, now, now));
        if (view is null)
            return Problems.BadBody(problems);
        var secrets = await alerts.GiveSecretsAsync(view, cancellationToken);
        if (!await store.AddAsync(view, MostOfOwner, cancellationToken))
        {
            await alerts.SettleAsync(view, null, cancellationToken);
            return TypedResults.Problem(
                $"You have {MostOfOwner} views, which is as many as there may be; delete one first.",
                statusCode: StatusCodes.Status409Conflict);
        }
        await alerts.SettleAsync(null, view, cancellationToken);
        http.Response.Headers.Location = $"{current.Value.Site.BasePath}{Path}/{id}";
        return ApiAnswers.Made(Record(view, http, await StandingsAsync(http, cancellationToken), secrets)!);
    }

    public async Task<IResult> ReplaceAsync(string view, HttpContext http, CancellationToken cancellationToken)
    {
        var (body, wrong) = await JsonBody.ReadAsync<ApiViewToSave>(http, Form, cancellationToken);
        if (body is null)
            return wrong!;
        if (await views.FindAsync(view, cancellationToken) is not { } before)
            return NoSuchView;
        if (Refusal(before, http) is { } refusal)
            return refusal;
        var saved = before.Saved! with { IsShared = body.Shared ?? false, Updated = clock.GetUtcNow() };
        var (after, problems) = ViewBody.Read(body, view, alerts.SendsMail, saved);
        if (after is null)
            return Problems.BadBody(problems);
        var secrets = await alerts.GiveSecretsAsync(after, cancellationToken);
        if (!await store.ReplaceAsync(after, cancellationToken))
            return NoSuchView;
        await alerts.SettleAsync(before, after, cancellationToken);
        return answers.OfCaller(true, Record(after, http, await StandingsAsync(http, cancellationToken), secrets)!);
    }

    public async Task<IResult> DeleteAsync(string view, HttpContext http, CancellationToken cancellationToken)
    {
        if (await views.FindAsync(view, cancellationToken) is not { } before)
            return NoSuchView;
        if (Refusal(before, http) is { } refusal)
            return refusal;
        if (!await store.DeleteAsync(view, cancellationToken))
            return NoSuchView;
        await alerts.SettleAsync(before, null, cancellationToken);
        return TypedResults.NoContent();
    }

    public async Task<IResult> DeliveriesAsync(string view, string alert, HttpContext http, CancellationToken cancellationToken)
    {
        if (await views.FindAsync(view, cancellationToken) is not { } found)
            return NoSuchView;
        if (!CurrentViews.IsOwn(found, KeyHolder.Of(http)))
            return NotYours;
        if (!found.Alerts.Any(a => a.IdIn(view) == alert))
            return Problems.NotFound("The view has no such alert.");
        var latest = await deliveries.LatestAsync(AlertState.QueueOf(alert), MostDeliveries, cancellationToken);
        return answers.OfCaller(true, new ApiList<ApiDelivery>([.. latest.Select(ApiDelivery.From)]));
    }

    private static IResult NoSuchView => Problems.NotFound("There is no such view.");

    private static ProblemHttpResult NotYours =>
        TypedResults.Problem("This view was saved with the key of somebody else.", statusCode: StatusCodes.Status403Forbidden);

    private static ProblemHttpResult? Refusal(View view, HttpContext http) =>
        view.Saved is null
            ? TypedResults.Problem(
                "This view is declared by a file of the operator's; it can be changed only there.",
                statusCode: StatusCodes.Status409Conflict)
            : CurrentViews.IsOwn(view, KeyHolder.Of(http)) ? null : NotYours;

    /// <summary>Only whoever has a key may see any.</summary>
    private async Task<IReadOnlyDictionary<string, AlertStanding>> StandingsAsync(HttpContext http, CancellationToken cancellationToken) =>
        KeyHolder.Of(http) is null ? new Dictionary<string, AlertStanding>() : await alerts.StandingsAsync(cancellationToken);

    /// <param name="secrets">Those that were made just now, by the ID of their alert.</param>
    /// <returns>Null if the query of the view cannot be read any more.</returns>
    private ApiView? Record(
        View view, HttpContext http, IReadOnlyDictionary<string, AlertStanding> standings,
        IReadOnlyDictionary<string, string>? secrets = null) =>
        ServedTimeline.Of(view, TimelineFilter.All, out _) is { } timeline
            ? ApiView.From(
                timeline, queries.InWords(timeline.Filter), current.Value.Site.Address,
                CurrentViews.IsOwn(view, KeyHolder.Of(http))
                    ? [.. view.Alerts.Select(a => (Alert: a, Id: a.IdIn(view.Id))).Select(a => ApiAlert.From(
                        a.Alert, a.Id, standings.TryGetValue(a.Id, out var standing) ? standing : null, secrets?.GetValueOrDefault(a.Id)))]
                    : null)
            : null;
}
