using System.Globalization;
using System.Text;
using System.Text.Json;
using FeedHub.Core.Push.Webhooks;

namespace FeedHub.Core.Push.Deliveries;

/// <summary>Makes one attempt at a delivery, and says what it came to.</summary>
public sealed class DeliverySender(IOutsideRequests requests, IMail mail, WebhookKeyring keys, TimeProvider clock)
{
    private const int Gone = 410;

    public Task<DeliveryConclusion> SendAsync(ClaimedDelivery claimed, CancellationToken cancellationToken) =>
        claimed.Delivery.Channel == DeliveryChannel.Mail ? MailAsync(claimed, cancellationToken) : CallAsync(claimed, cancellationToken);

    /// <summary>It failed: it is tried again, if this was not the last attempt.</summary>
    public DeliveryConclusion Failed(ClaimedDelivery claimed, string note, TimeSpan? retryAfter = null) =>
        DeliverySchedule.Next(claimed.Attempt, clock.GetUtcNow(), retryAfter, Random.Shared.NextDouble()) is { } next
            ? new(DeliveryState.Waiting, note, next)
            : new(DeliveryState.Exhausted, note);

    private async Task<DeliveryConclusion> CallAsync(ClaimedDelivery claimed, CancellationToken cancellationToken)
    {
        var call = JsonSerializer.Deserialize(claimed.Delivery.Payload, DeliveryJson.Default.WebhookCall)!;
        // What is not signed is not sent: the receiver could not know whose it is.
        var (usable, problem) = await keys.OfAsync(call.Secret, cancellationToken);
        if (problem is not null)
            return Failed(claimed, problem);
        return await requests.SendAsync(Request(claimed.Delivery.Id, call, usable), cancellationToken) switch
        {
            OutsideAnswer.Answered { IsSuccess: true } answer => new(DeliveryState.Sent, $"HTTP {answer.Status}"),
            OutsideAnswer.Answered { Status: Gone } => new(DeliveryState.Gone, $"HTTP {Gone}: the receiver wants no more"),
            OutsideAnswer.Answered answer => Failed(claimed, $"HTTP {answer.Status}", answer.RetryAfter),
            OutsideAnswer.Failed failure => Failed(claimed, failure.Detail, failure.RetryAfter),
            var other => throw new ArgumentException($"{other.GetType().Name} is no answer that is known."),
        };
    }

    /// <summary>The headers of Standard Webhooks 1.0, with a signature by each key: the receiver may change its own at any time.</summary>
    private OutsideRequest Request(string id, WebhookCall call, IReadOnlyList<WebhookKey> usable)
    {
        var (now, body) = (clock.GetUtcNow(), Encoding.UTF8.GetBytes(call.Body));
        return new()
        {
            Url = call.Url,
            Headers =
            [
                new("webhook-id", id),
                new("webhook-timestamp", now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
                new("webhook-signature", string.Join(' ', usable.Select(key => key.Sign(id, now, body)))),
            ],
            Body = body,
            ContentType = "application/json",
            // What it says is not needed, but a short answer that is read leaves the connection open for the next.
            MaxAnswerBytes = 4096,
        };
    }

    private async Task<DeliveryConclusion> MailAsync(ClaimedDelivery claimed, CancellationToken cancellationToken)
    {
        var letter = JsonSerializer.Deserialize(claimed.Delivery.Payload, DeliveryJson.Default.OutgoingMail)!;
        return await mail.SendAsync(letter, cancellationToken) switch
        {
            MailOutcome.Sent => new(DeliveryState.Sent, "taken by the mail server"),
            MailOutcome.Refused refused => new(DeliveryState.Refused, refused.Detail),
            MailOutcome.Failed failed => Failed(claimed, failed.Detail),
            var other => throw new ArgumentException($"{other.GetType().Name} is no outcome that is known."),
        };
    }
}
