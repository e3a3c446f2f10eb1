using FeedHub.Core.Alerts;
using FeedHub.Core.Timelines;
using FeedHub.Core.Views;

namespace FeedHub.Server.Alerts;

/// <summary>An alert that is declared, and how far it has come.</summary>
/// <param name="Timeline">The stories of its view.</param>
/// <param name="State">As the store has it.</param>
internal sealed record KnownAlert(ServedTimeline Timeline, Alert Alert, AlertState State)
{
    /// <summary>
    /// The last change that was looked at. It is written only with something to tell: what is looked at twice is not told twice.
    /// </summary>
    public long Position { get; init; } = State.Number;
    public DateTimeOffset Written { get; init; }

    public View View => Timeline.View!;
    public bool IsMail => Alert.Channel == AlertChannel.Mail;

    /// <summary>Whether its query claims something of all reports of a story, which others first get an hour to refute.</summary>
    public bool IsClaimed => Timeline.Filter.Query.IsClaimed;
}
