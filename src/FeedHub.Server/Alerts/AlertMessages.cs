using FeedHub.Core.Alerts;
using FeedHub.Core.Push;
using FeedHub.Core.Push.Deliveries;
using FeedHub.Core.Push.Webhooks;
using FeedHub.Core.Views;
using FeedHub.Server.Api.Answers;
using FeedHub.Server.Api.Records;
using FeedHub.Server.Api.Records.Views;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Alerts;

/// <summary>Writes what alerts send.</summary>
internal sealed class AlertMessages(CurrentCatalog current, AlertMail mail)
{
    /// <summary>The path at which a reader confirms that he wants mail, and unsubscribes.</summary>
    public static string PathOf(string token) => $"/alerts/{token}";

    /// <summary>A mail with all news, or a call of the webhook for each.</summary>
    public IReadOnlyList<Delivery> Of(KnownAlert alert, IReadOnlyList<AlertedStory> news, DateTimeOffset now) =>
        news.Count == 0 ? []
        : alert.IsMail ? [Mailed(mail.News(alert, news), alert.Alert, alert.State, now)]
        : [.. news.Select(story => Delivery.OfWebhook(alert.State.Queue, Call(alert, story, now), now))];

    /// <summary>Asks a reader whether he wants the mail that somebody else has ordered for him.</summary>
    public Delivery Question(View view, Alert alert, AlertState state, DateTimeOffset now) =>
        Mailed(mail.Question(view, state), alert, state, now);

    private Delivery Mailed(AlertMail.Letter letter, Alert alert, AlertState state, DateTimeOffset now)
    {
        var site = current.Value.Site;
        return Delivery.OfMail(
            state.Queue,
            new OutgoingMail
            {
                MessageId = $"{Guid.CreateVersion7(now):N}@{new Uri(site.Address.Absolute("/")).Host}",
                To = alert.To,
                Subject = letter.Subject,
                Text = letter.Text,
                Html = letter.Html,
                Date = now,
                Language = site.Language,
                Unsubscribe = site.Address.Absolute(PathOf(state.Token)),
            },
            now);
    }

    private WebhookCall Call(KnownAlert alert, AlertedStory news, DateTimeOffset now)
    {
        var address = current.Value.Site.Address;
        var told = new ApiAlertEvent(
            news.IsGrown ? "story.grown" : "story.new",
            now.UtcDateTime,
            new(
                new(alert.View.Id, alert.View.Title, address.Absolute(alert.Timeline.Page)), ApiStory.From(news.Story, address),
                [.. news.News.Select(r => r.Entry.Id.Value)]));
        var secret = alert.Alert.SecretVariable is { } variable
            ? new WebhookSecret(WebhookSecretPlace.Environment, variable)
            : new WebhookSecret(WebhookSecretPlace.Store, alert.State.Queue);
        return new(alert.Alert.To, secret, ApiJson.Text(told));
    }
}
