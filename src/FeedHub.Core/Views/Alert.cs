using System.Security.Cryptography;
using System.Text;

namespace FeedHub.Core.Views;

/// <summary>How an alert reaches its reader.</summary>
public enum AlertChannel
{
    Mail,
    /// <summary>A request to a program of the reader's (Standard Webhooks 1.0).</summary>
    Webhook,
}

/// <summary>Who is told of the stories of a view, and how.</summary>
/// <param name="To">A mail address, or the address of a webhook.</param>
/// <param name="Timing">When mail is sent; webhooks are told at once.</param>
public sealed record Alert(AlertChannel Channel, string To, AlertTiming Timing)
{
    /// <summary>The environment variable with the secret that signs a webhook; null for one that has its own.</summary>
    public string? SecretVariable { get; init; }
    /// <summary>The secret that signs a webhook which was saved; null for one that a file declares.</summary>
    public string? Secret { get; init; }

    /// <summary>Who is meant stays the same when something else about the alert is changed.</summary>
    public string IdIn(string view)
    {
        var address = Channel == AlertChannel.Mail ? To.ToLowerInvariant() : To;
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{view}\n{Channel}\n{address}")))[..24];
    }
}
