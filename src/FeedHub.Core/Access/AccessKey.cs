using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FeedHub.Core.Access;

/// <summary>An access key: random, shown once when it is created, and stored only as its hash.</summary>
public static class AccessKey
{
    private const string Prefix = "fh_";
    private const int Bytes = 32;

    /// <summary>Hex digits of a key's ID.</summary>
    public const int IdLength = 12;

    /// <summary>A new key.</summary>
    public static string Mint() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>The ID of a key: enough of its hash to be unique.</summary>
    public static string Id(string hash) => hash[..IdLength];

    /// <summary>The hash that is stored for a key. The key is random enough that a plain hash cannot be reversed by guessing.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
