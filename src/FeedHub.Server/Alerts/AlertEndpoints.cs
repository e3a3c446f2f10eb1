using FeedHub.Core.Alerts;
using FeedHub.Core.Push.Deliveries;
using FeedHub.Core.Timelines.Changes;
using FeedHub.Server.Background;
using FeedHub.Server.Configuration;
using FeedHub.Server.Endpoints.Desk;
using FeedHub.Server.Rendering.Http;
using FeedHub.Server.Views;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FeedHub.Server.Alerts;

/// <summary>
/// Where the reader of an alert's mail confirms that he wants it, and unsubscribes. The address is the secret. A GET changes nothing, since
/// programs that look for malware follow all links of a mail.
/// </summary>
internal static class AlertEndpoints
{
    public const string Wish = "wish";
    public const string Confirm = "confirm";
    public const string Unsubscribe = "unsubscribe";

    /// <summary>What a mail program posts for its reader (RFC 8058 §3.2).</summary>
    private const string OneClick = "List-Unsubscribe";

    public static async Task<IResult> GetAsync(
        string token, HttpContext http, IAlertStore alerts, CurrentViews views, CancellationToken cancellationToken)
    {
        if (await alerts.FindAsync(token, cancellationToken) is not { } state)
            return NoSuchAlert;
        http.Response.Headers.CacheControl = CachePolicy.Nobody;
        return new RazorComponentResult<AlertPage>(new Dictionary<string, object?>
        {
            [nameof(AlertPage.State)] = state,
            [nameof(AlertPage.View)] = await views.FindAsync(state.View, cancellationToken),
        });
    }

    public static async Task<IResult> PostAsync(
        string token, HttpContext http, IAlertStore alerts, IDeliveries deliveries, IStoryChanges changes, CurrentCatalog current,
        Signal<AlertService> signal, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await alerts.FindAsync(token, cancellationToken) is not { } state)
            return NoSuchAlert;
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(cancellationToken) : FormCollection.Empty;
        var isOneClick = form.ContainsKey(OneClick);
        switch (isOneClick ? Unsubscribe : form[Wish].ToString())
        {
            case Unsubscribe:
                await alerts.SetStandingAsync(state.Id, AlertStanding.Unsubscribed, state.Number, cancellationToken);
                await deliveries.DropAsync(state.Queue, null, clock.GetUtcNow(), cancellationToken);
                break;
            case Confirm when state.Standing != AlertStanding.Ended:
                var last = await changes.LastAsync(cancellationToken);
                await alerts.SetStandingAsync(state.Id, AlertStanding.Active, last, cancellationToken);
                break;
            default:
                return TypedResults.Problem(
                    $"Post “{OneClick}=One-Click” as a form to unsubscribe, or use the form of this page.",
                    statusCode: StatusCodes.Status400BadRequest);
        }
        signal.Set();
        return isOneClick
            ? TypedResults.Text("You are unsubscribed.\n")
            : SeeOther.To(current, AlertMessages.PathOf(state.Token));
    }

    private static ProblemHttpResult NoSuchAlert =>
        TypedResults.Problem("There is no such alert; it may have been deleted.", statusCode: StatusCodes.Status404NotFound);
}
