using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace FeedHub.Server.Rendering;

/// <summary>
/// Strong entity tags of pictures, made from their content and so equal on every node; a file is read again only once it has changed.
/// </summary>
internal sealed class PictureTags
{
    private readonly ConcurrentDictionary<string, Known> known = new();

    public async Task<EntityTagHeaderValue> OfAsync(FileInfo picture, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(picture.FullName, out var held) && held.Length == picture.Length && held.Written == picture.LastWriteTimeUtc)
            return held.Tag;
        await using var stream = picture.OpenRead();
        var hash = await SHA256.HashDataAsync(stream, cancellationToken);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash.AsSpan(0, 16))}\"");
        known[picture.FullName] = new(picture.Length, picture.LastWriteTimeUtc, tag);
        return tag;
    }

    private sealed record Known(long Length, DateTime Written, EntityTagHeaderValue Tag);
}
