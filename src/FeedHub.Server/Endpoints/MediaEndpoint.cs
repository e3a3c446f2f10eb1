using System.Security.Cryptography;
using FeedHub.Core.Briefs;
using FeedHub.Server.Configuration;
using FeedHub.Server.Rendering;
using Microsoft.Net.Http.Headers;

namespace FeedHub.Server.Endpoints;

/// <summary>The pictures of public briefs, and no other file.</summary>
internal static class MediaEndpoint
{
    public static async Task<IResult> GetAsync(
        string series, string file, HttpContext http, CurrentCatalog current, FeedHubOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var catalog = current.Value;
        var path = catalog.Site.BasePath + BriefAddresses.Media(series);
        // A picture of a brief that is not yet out is as secret as the brief.
        if (catalog.Series.FirstOrDefault(s => s.Slug == series) is not { } found
            || !found.PublicAt(clock.GetUtcNow()).Any(b => b.Shows(file, path))
            || SeriesMedia.Of(options, found.Slug).Find(file) is not { } picture)
        {
            return Problems.NotFound("There is no such picture.");
        }
        var bytes = await File.ReadAllBytesAsync(picture.FullName, cancellationToken);
        http.Response.Headers.CacheControl = CachePolicy.Series;
        CrossOrigin.Allow(http.Response.Headers);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\"");
        return TypedResults.Bytes(bytes, SeriesMedia.MediaType(file)!, entityTag: tag);
    }
}
