using FeedHub.Core.Alerts;
using FeedHub.Core.Push;
using FeedHub.Core.Push.Deliveries;
using FeedHub.Core.Push.Webhooks;
using FeedHub.Core.Views;
using FeedHub.Server.Background;

namespace FeedHub.Server.Alerts;

/// <summary>What has to be done about the alerts of a view when it is saved or deleted.</summary>
internal sealed class SavedAlerts(
    IAlertStore alerts, IDeliveries deliveries, IWebhookSecrets secrets, IMail mail, Signal<AlertService> signal, TimeProvider clock)
{
    public bool SendsMail => mail.IsConfigured;

    /// <summary>Makes a secret for each webhook that has none.</summary>
    /// <returns>Those that were made, by the ID of the alert.</returns>
    public async Task<IReadOnlyDictionary<string, string>> GiveSecretsAsync(View view, CancellationToken cancellationToken)
    {
        var made = new Dictionary<string, string>();
        foreach (var id in view.Alerts.Where(a => a.Channel == AlertChannel.Webhook).Select(a => a.IdIn(view.Id)))
        {
            if ((await secrets.OfAsync(AlertState.QueueOf(id), cancellationToken)).Count > 0)
                continue;
            made[id] = WebhookKey.Mint();
            await secrets.AddAsync(AlertState.QueueOf(id), made[id], clock.GetUtcNow(), cancellationToken);
        }
        return made;
    }

    /// <summary>
    /// Once a view has been saved again or deleted: alerts that it has no more are forgotten, and those that had ended begin anew.
    /// </summary>
    /// <param name="after">Null if it was deleted.</param>
    public async Task SettleAsync(View? before, View? after, CancellationToken cancellationToken)
    {
        var kept = after?.Alerts.Select(a => a.IdIn(after.Id)).ToHashSet() ?? [];
        var removed = before?.Alerts.Select(a => a.IdIn(before.Id)).Where(id => !kept.Contains(id)).ToList() ?? [];
        var ended = (await alerts.ListAsync(cancellationToken))
            .Where(s => s.Standing == AlertStanding.Ended && kept.Contains(s.Id)).Select(s => s.Id);
        await alerts.ForgetAsync([.. removed, .. ended], cancellationToken);
        foreach (var queue in removed.Select(AlertState.QueueOf))
        {
            await deliveries.DropAsync(queue, null, clock.GetUtcNow(), cancellationToken);
            await secrets.RemoveAsync(queue, secret: null, cancellationToken);
        }
        signal.Set();
    }

    /// <summary>How the alerts stand that have begun, by ID.</summary>
    public async Task<IReadOnlyDictionary<string, AlertStanding>> StandingsAsync(CancellationToken cancellationToken) =>
        (await alerts.ListAsync(cancellationToken)).ToDictionary(s => s.Id, s => s.Standing);
}
