using System.Globalization;
using FeedHub.Core.Alerts;
using FeedHub.Core.Views;
using FeedHub.Server.Configuration.Files.Views;

namespace FeedHub.Server.Api.Records.Views;

/// <summary>Who is told of the stories of a view.</summary>
/// <param name="Mail">The mail address to which it goes, or</param>
/// <param name="Webhook">the address to which it is sent.</param>
/// <param name="When">“at once”, “hourly” or “daily”; webhooks are told at once.</param>
/// <param name="At">The time of a daily mail, in its zone.</param>
/// <param name="Zone">IANA name.</param>
/// <param name="State">
/// “active”, “unconfirmed” until the reader of a mail has confirmed it, “unsubscribed”, or “ended” after failures.
/// </param>
/// <param name="Secret">What signs the requests to a webhook (Standard Webhooks 1.0); told once, when it is made.</param>
internal sealed record ApiAlert(
    string Id, string? Mail, string? Webhook, string When, string? At, string? Zone, string? State = null, string? Secret = null)
{
    public static ApiAlert From(Alert alert, string id, AlertStanding? standing, string? secret)
    {
        var (isMail, isDaily) = (alert.Channel == AlertChannel.Mail, alert.Timing.Pace == AlertPace.Daily);
        return new(
            id, isMail ? alert.To : null, isMail ? null : alert.To, AlertValues.WordOf(alert.Timing.Pace),
            isDaily ? alert.Timing.At.ToString("HH:mm", CultureInfo.InvariantCulture) : null, isMail ? alert.Timing.Zone : null,
            standing?.ToString().ToLowerInvariant(), secret);
    }
}

/// <summary>An alert that is to be saved with its view: one of <paramref name="Mail"/> and <paramref name="Webhook"/>.</summary>
/// <param name="When">For mail: “at once” (the usual), “hourly” or “daily”.</param>
/// <param name="At">For a daily mail, such as “07:30”; 07:00 without it.</param>
/// <param name="Zone">IANA name, such as Asia/Baku; UTC without it.</param>
internal sealed record ApiAlertToSave(
    string? Mail = null, string? Webhook = null, string? When = null, string? At = null, string? Zone = null);
