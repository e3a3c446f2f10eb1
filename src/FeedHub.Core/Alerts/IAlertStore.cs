using FeedHub.Core.Push.Deliveries;
using FeedHub.Core.Stories;

namespace FeedHub.Core.Alerts;

/// <summary>Keeps what alerts have told.</summary>
public interface IAlertStore
{
    /// <summary>How often one address may be asked whether its reader wants mail, while he does not answer.</summary>
    const int MostUnconfirmed = 3;

    Task<IReadOnlyList<AlertState>> ListAsync(CancellationToken cancellationToken);

    /// <summary>The alert with this token, or null.</summary>
    Task<AlertState?> FindAsync(string token, CancellationToken cancellationToken);

    /// <summary>
    /// Begins an alert, with what is to be sent at its beginning; nothing happens if there is one of that ID. Nothing is sent to a reader
    /// who has not confirmed as many others as <see cref="MostUnconfirmed"/>.
    /// </summary>
    Task BeginAsync(AlertState state, IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken);

    /// <summary>Which of the stories, or of those that have become part of them, the alert has told.</summary>
    Task<IReadOnlySet<StoryId>> ToldAsync(string alert, IReadOnlyList<StoryId> stories, CancellationToken cancellationToken);

    /// <summary>Writes down at once what is told, what is to be sent, and how far the alert has come.</summary>
    /// <param name="before">The state that was read.</param>
    /// <param name="after">The number and the due time are kept.</param>
    /// <returns>False, with nothing written, if the alert has changed meanwhile.</returns>
    Task<bool> TellAsync(
        AlertState before, AlertState after, IReadOnlyList<StoryId> told, IReadOnlyList<Delivery> deliveries, DateTimeOffset now,
        CancellationToken cancellationToken);

    /// <summary>Changes the standing of an alert. One that becomes active begins after this change, and is due.</summary>
    Task SetStandingAsync(string alert, AlertStanding standing, long number, CancellationToken cancellationToken);

    /// <summary>Forgets alerts that are not declared any more, but for those whose readers decided about them.</summary>
    Task ForgetAsync(IReadOnlyList<string> alerts, CancellationToken cancellationToken);
}
