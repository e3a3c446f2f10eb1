using FeedHub.Core.Alerts;
using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines.Changes;
using FeedHub.Core.Timelines.Queries;
using FeedHub.Core.Views;

namespace FeedHub.Server.Alerts;

/// <summary>
/// Finds out what has happened to the stories of alerts, and writes down what is to be sent, together with how far each alert has come.
/// </summary>
internal sealed partial class AlertTeller(
    IStoryChanges changes, IAlertStore alerts, AlertMessages messages, TimeProvider clock, ILogger<AlertTeller> log)
{
    /// <summary>Changes that are read at once.</summary>
    private const int Together = 500;

    /// <summary>Stories that are told at once; what is more is told in the next round.</summary>
    private const int MostStories = 1000;

    /// <summary>How often a position is written although there was nothing to tell.</summary>
    private static readonly TimeSpan WrittenEvery = TimeSpan.FromMinutes(10);

    /// <summary>When a claim can be made of what arrived: queries are read in whole minutes.</summary>
    private static readonly TimeSpan ClaimedAfter = StoryQuery.ClaimedAfter + TimeSpan.FromMinutes(1);

    /// <summary>Tells those that are due.</summary>
    /// <returns>All of them as they are now, without those of which the store says otherwise; and whether anything is to be sent.</returns>
    public async Task<(IReadOnlyList<KnownAlert> Alerts, bool HasTold)> TellAsync(
        IReadOnlyList<KnownAlert> known, CancellationToken cancellationToken)
    {
        var (now, last) = (clock.GetUtcNow(), await changes.LastAsync(cancellationToken));
        var (after, hasTold) = (known.Where(a => a.State.Due > now).ToList(), false);
        var due = known.Where(a => a.State.Due <= now).ToList();
        long? claimed = due.Exists(a => a.IsClaimed) ? await changes.LastAtAsync(now - ClaimedAfter, cancellationToken) : null;
        foreach (var together in due.GroupBy(a => (a.Position, a.IsClaimed)))
        {
            var until = together.Key.IsClaimed ? claimed!.Value : last;
            foreach (var (alert, happened) in await ReadAsync([.. together], until, last, cancellationToken))
            {
                var told = await TellAsync(alert, happened, now, cancellationToken);
                hasTold |= told?.HasTold ?? false;
                if (told is { Alert: var advanced })
                    after.Add(advanced);
            }
        }
        return (after, hasTold);
    }

    /// <summary>What happened to the stories of alerts that have come equally far, and how far they come by it.</summary>
    private async Task<IReadOnlyList<(KnownAlert Alert, List<ChangedStory> Happened)>> ReadAsync(
        List<KnownAlert> together, long until, long last, CancellationToken cancellationToken)
    {
        var position = together[0].Position;
        var happened = together.ConvertAll(_ => new Dictionary<StoryId, ChangedStory>());
        while (position < until && happened.Max(h => h.Count) < MostStories)
        {
            var read = await changes.AfterAsync(
                position, [.. together.Select(a => a.Timeline.Filter)], (int)Math.Min(Together, until - position), cancellationToken);
            if (read is null)
            {
                LogLost(together.Count, position, last);
                position = last;
                break;
            }
            foreach (var (seen, stories) in happened.Zip(read))
                stories.Stories.ToList().ForEach(change => Collect(seen, change));
            position = read[0].Last;
        }
        return
        [
            .. together.Zip(happened, (alert, seen) => (alert with { Position = position }, seen.Values.OrderBy(c => c.Number).ToList())),
        ];
    }

    /// <summary>A story that changed again is told once, as it is now, with all reports that came.</summary>
    private static void Collect(Dictionary<StoryId, ChangedStory> seen, ChangedStory change)
    {
        IReadOnlyList<EntryId> before = seen.Remove(change.Id, out var earlier) ? earlier.Reports : [];
        if (change.Story is not null)
            seen[change.Id] = change with { Reports = [.. before.Union(change.Reports)] };
    }

    /// <summary>Null if the store says of the alert otherwise than what is known of it here.</summary>
    private async Task<(KnownAlert Alert, bool HasTold)?> TellAsync(
        KnownAlert alert, List<ChangedStory> happened, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var told = happened.Count == 0 ? new HashSet<StoryId>()
            : await alerts.ToldAsync(alert.State.Id, [.. happened.Select(c => c.Id)], cancellationToken);
        var news = AlertedStory.From(happened, told);
        var timing = alert.Alert.Timing;
        var due = alert.IsMail && (timing.Pace != AlertPace.AtOnce || news.Count > 0) ? timing.NextAfter(now) : now;
        var state = alert.State with { Number = alert.Position, Due = due };
        var isAtOnce = !alert.IsMail || timing.Pace == AlertPace.AtOnce;
        // Where a digest that has nothing to tell goes on is written, or it would be sent early after a restart.
        if (news.Count == 0 && isAtOnce && (alert.Position == alert.State.Number || now - alert.Written < WrittenEvery))
            return (alert, false);
        var isWritten = await alerts.TellAsync(
            alert.State, state, [.. news.Select(n => n.Story.Id)], messages.Of(alert, news, now), now, cancellationToken);
        return isWritten ? (alert with { State = state, Written = now }, news.Count > 0) : null;
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Alerts} alerts had come as far as change {Position}, and what followed is not all kept: they go on after change {Last}, "
            + "and do not tell what happened between")]
    private partial void LogLost(int alerts, long position, long last);
}
