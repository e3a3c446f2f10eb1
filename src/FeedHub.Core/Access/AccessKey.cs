using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace FeedHub.Core.Access;

/// <summary>A key that somebody holds: random, told once, and kept only as its hash.</summary>
public static class AccessKey
{
    private const string Prefix = "fh_";
    private const int Bytes = 32;

    /// <summary>Hex digits of a key's ID.</summary>
    public const int IdLength = 12;

    /// <summary>A new key.</summary>
    public static string Mint() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>What a key is called by: enough of its hash to tell it from any other.</summary>
    public static string Id(string hash) => hash[..IdLength];

    /// <summary>What is kept of a key. It is random enough that a plain hash cannot be undone by trying.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
