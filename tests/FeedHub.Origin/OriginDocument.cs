using System.Security.Cryptography;
using System.Text;

namespace FeedHub.Origin;

/// <summary>A feed with its headers.</summary>
public sealed record OriginDocument
{
    public required byte[] Body { get; init; }
    public required string ContentType { get; init; }
    public required string ETag { get; init; }
    public required DateTimeOffset LastModified { get; init; }
    public int Status { get; init; } = StatusCodes.Status200OK;
    /// <summary>Headers that replace the guessed ones or add to them.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static OriginDocument Of(string text, string contentType) =>
        Of(Encoding.UTF8.GetBytes(text), contentType, new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));

    public static OriginDocument Of(byte[] body, string contentType, DateTimeOffset lastModified) => new()
    {
        Body = body,
        ContentType = contentType,
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 8))}\"",
        LastModified = lastModified,
    };
}
