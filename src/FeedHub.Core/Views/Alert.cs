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
    /// <summary>The environment variable with the secret that signs a webhook; null for one whose secret the store keeps.</summary>
    public string? SecretVariable { get; init; }

    /// <summary>Stands for where it goes, and does not tell it.</summary>
    public string Receiver => Hash($"{Channel}\n{(Channel == AlertChannel.Mail ? To.ToLowerInvariant() : To)}");

    /// <summary>Stays the same when something else about the alert is changed.</summary>
    public string IdIn(string view) => Hash($"{view}\n{Receiver}");

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..24];
}
