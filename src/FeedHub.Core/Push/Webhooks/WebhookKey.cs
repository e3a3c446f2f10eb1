using System.Security.Cryptography;
using System.Text;

namespace FeedHub.Core.Push.Webhooks;

/// <summary>A secret that FeedHub shares with the receiver of a webhook, by which calls are signed (Standard Webhooks 1.0).</summary>
public sealed class WebhookKey
{
    public const string Prefix = "whsec_";

    private const int Fewest = 24;
    private const int Most = 64;

    private readonly byte[] key;

    private WebhookKey(byte[] key) => this.key = key;

    /// <summary>Makes a new secret, as text.</summary>
    public static string Mint() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>Null if the text is no secret: <c>whsec_</c> and the base64 of 24 to 64 bytes.</summary>
    public static WebhookKey? Parse(string secret)
    {
        var key = new byte[Most];
        return secret.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(secret[Prefix.Length..], key, out var length) && length >= Fewest
            ? new(key[..length]) : null;
    }

    /// <summary>One signature, of this version: HMAC-SHA256 over ID, time and body.</summary>
    /// <param name="at">The time of the attempt, by which the receiver notices a call that somebody else repeats.</param>
    public string Sign(string id, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{at.ToUnixTimeSeconds()}."));
        hash.AppendData(body);
        return "v1," + Convert.ToBase64String(hash.GetHashAndReset());
    }
}
