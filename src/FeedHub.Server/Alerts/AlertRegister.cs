using System.Buffers.Text;
using System.Security.Cryptography;
using FeedHub.Core.Alerts;
using FeedHub.Core.Push;
using FeedHub.Core.Push.Deliveries;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Changes;
using FeedHub.Core.Views;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Alerts;

/// <summary>The alerts that views declare, each with its state; begins new ones and forgets those that no view has any more.</summary>
internal sealed class AlertRegister(
    CurrentCatalog current, IViewStore views, IAlertStore alerts, IDeliveries deliveries, IStoryChanges changes, AlertMessages messages,
    IMail mail, TimeProvider clock)
{
    private const int TokenBytes = 24;

    /// <summary>The active alerts that can be told.</summary>
    /// <param name="known">What was known before: how far an alert has come is written now and then only.</param>
    public async Task<IReadOnlyList<KnownAlert>> ReadAsync(IReadOnlyList<KnownAlert> known, CancellationToken cancellationToken)
    {
        var declared = (await DeclaredAsync(cancellationToken))
            .Where(d => d.Alert.Channel != AlertChannel.Mail || mail.IsConfigured).ToList();
        var states = (await alerts.ListAsync(cancellationToken)).ToDictionary(s => s.Id);
        await ForgetAsync(states.Values, cancellationToken);
        var fresh = declared.Where(d => !states.ContainsKey(d.Id)).ToList();
        foreach (var alert in fresh)
            await BeginAsync(alert, cancellationToken);
        if (fresh.Count > 0)
            states = (await alerts.ListAsync(cancellationToken)).ToDictionary(s => s.Id);
        var now = clock.GetUtcNow();
        return
        [
            .. declared.Where(d => states.TryGetValue(d.Id, out var state) && state.Standing == AlertStanding.Active)
                .Select(d => Read(d, states[d.Id])),
        ];

        KnownAlert Read(Declared declared, AlertState state)
        {
            // Another timing may have been declared since.
            var soonest = declared.Alert.Timing.NextAfter(now);
            var alert = new KnownAlert(declared.Timeline, declared.Alert, state.Due < soonest ? state : state with { Due = soonest });
            return known.FirstOrDefault(k => k.State.Id == state.Id && k.State.Number == state.Number) is { } before
                && before.View.Query == alert.View.Query
                    ? alert with { Position = before.Position, Written = before.Written }
                    : alert with { Written = now };
        }
    }

    private async Task<List<Declared>> DeclaredAsync(CancellationToken cancellationToken)
    {
        var saved = await views.ListAsync(cancellationToken);
        return
        [
            .. current.Value.Views.Concat(saved).DistinctBy(v => v.Id).Where(v => v.Alerts.Count > 0)
                .Select(view => ServedTimeline.Of(view, TimelineFilter.All, out _)).OfType<ServedTimeline>()
                .SelectMany(timeline => timeline.View!.Alerts.Select(a => new Declared(timeline, a, a.IdIn(timeline.View.Id)))),
        ];
    }

    /// <summary>What somebody else asked to be mailed begins with a question to the reader (double opt-in).</summary>
    private async Task BeginAsync(Declared declared, CancellationToken cancellationToken)
    {
        var (view, now) = (declared.Timeline.View!, clock.GetUtcNow());
        var asks = view.Saved is not null && declared.Alert.Channel == AlertChannel.Mail;
        var state = new AlertState
        {
            Id = declared.Id,
            View = view.Id,
            IsSaved = view.Saved is not null,
            Standing = asks ? AlertStanding.Unconfirmed : AlertStanding.Active,
            Number = await changes.LastAsync(cancellationToken),
            Due = declared.Alert.Timing.Pace == AlertPace.AtOnce ? now : declared.Alert.Timing.NextAfter(now),
            Receiver = declared.Alert.Receiver,
            Token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(TokenBytes)),
        };
        await alerts.BeginAsync(
            state, asks ? [messages.Question(view, declared.Alert, state, now)] : [], cancellationToken);
    }

    /// <summary>Those of saved views are forgotten when the view is changed, since only then is it sure that they are not wanted.</summary>
    private async Task ForgetAsync(IEnumerable<AlertState> states, CancellationToken cancellationToken)
    {
        var declared = current.Value.Views.SelectMany(v => v.Alerts.Select(a => a.IdIn(v.Id))).ToHashSet();
        var gone = states
            .Where(s => !s.IsSaved && !declared.Contains(s.Id) && s.Standing is (AlertStanding.Active or AlertStanding.Ended)).ToList();
        if (gone.Count == 0)
            return;
        await alerts.ForgetAsync([.. gone.Select(s => s.Id)], cancellationToken);
        foreach (var state in gone)
            await deliveries.DropAsync(state.Queue, null, clock.GetUtcNow(), cancellationToken);
    }

    private sealed record Declared(ServedTimeline Timeline, Alert Alert, string Id);
}
