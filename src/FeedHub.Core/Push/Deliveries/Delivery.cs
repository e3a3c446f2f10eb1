using System.Text.Json;
using FeedHub.Core.Push.Webhooks;

namespace FeedHub.Core.Push.Deliveries;

/// <summary>One thing to send to one receiver, kept in the store until it is sent or given up.</summary>
public sealed record Delivery
{
    /// <summary>What the receiver knows it by, the same on every attempt. Adding one whose ID is there already changes nothing.</summary>
    public required string Id { get; init; }

    /// <summary>For whom, such as <c>alert/3f…</c>: what waits for one queue can be dropped together.</summary>
    public required string Queue { get; init; }

    public required DeliveryChannel Channel { get; init; }

    /// <summary>What may hang together: what goes to one host, or all mails. At most two deliveries of one lane are sent at once.</summary>
    public required string Lane { get; init; }

    /// <summary>
    /// All that sending needs, as JSON: a <see cref="WebhookCall"/> or an <see cref="OutgoingMail"/>. Emptied when the delivery is done.
    /// </summary>
    public required string Payload { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <exception cref="UriFormatException">The call has no address.</exception>
    public static Delivery OfWebhook(string queue, WebhookCall call, DateTimeOffset now) => new()
    {
        Id = NewId(now),
        Queue = queue,
        Channel = DeliveryChannel.Webhook,
        Lane = new Uri(call.Url).Authority,
        Payload = JsonSerializer.Serialize(call, DeliveryJson.Default.WebhookCall),
        Created = now,
    };

    /// <summary>The mail must have been made for this alone: its Message-ID is the same on every attempt.</summary>
    public static Delivery OfMail(string queue, OutgoingMail mail, DateTimeOffset now) => new()
    {
        Id = NewId(now),
        Queue = queue,
        Channel = DeliveryChannel.Mail,
        // All mails go to one server, whosever they are.
        Lane = "mail",
        Payload = JsonSerializer.Serialize(mail, DeliveryJson.Default.OutgoingMail),
        Created = now,
    };

    private static string NewId(DateTimeOffset now) => $"msg_{Guid.CreateVersion7(now):N}";
}
