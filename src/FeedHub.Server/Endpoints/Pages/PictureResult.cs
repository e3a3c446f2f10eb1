using FeedHub.Server.Configuration.Disk;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace FeedHub.Server.Endpoints.Pages;

/// <summary>A picture of a brief as an answer.</summary>
internal static class PictureResult
{
    /// <param name="tag">Its entity tag, if caches may keep it.</param>
    public static PhysicalFileHttpResult From(FileInfo picture, DateTimeOffset now, EntityTagHeaderValue? tag = null)
    {
        // Kestrel's Date lags by up to a second, and a file may have been written by a clock that runs ahead (RFC 9110 §8.8.2.1).
        var latest = now.AddSeconds(-1);
        var modified = picture.LastWriteTimeUtc < latest ? picture.LastWriteTimeUtc : latest;
        return TypedResults.PhysicalFile(picture.FullName, SeriesMedia.MediaType(picture.Name), lastModified: modified, entityTag: tag);
    }
}
