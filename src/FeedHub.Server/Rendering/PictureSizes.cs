using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Import.Blocks;
using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Disk;

namespace FeedHub.Server.Rendering;

/// <summary>
/// Width and height of the pictures of our pages, so that a browser keeps their place and no text moves when they arrive. A file is read
/// again only once it has changed.
/// </summary>
internal sealed partial class PictureSizes(FeedHubOptions options)
{
    /// <summary>Bytes in which a file says its size. In a JPEG, what cameras and editors have to say stands before that.</summary>
    private const int Beginning = 262_144;

    private readonly ConcurrentDictionary<string, Known> known = new();

    /// <summary>A picture of a series; null if its file is missing or does not say its size, as AVIF's beginning does not.</summary>
    public PictureFile? Of(string series, string file)
    {
        if (SeriesMedia.From(options, series).Find(file) is not { } found)
        {
            return null;
        }
        if (known.TryGetValue(found.FullName, out var held) && held.Length == found.Length && held.Written == found.LastWriteTimeUtc)
        {
            return held.Picture;
        }
        var picture = Read(found);
        known[found.FullName] = new(found.Length, found.LastWriteTimeUtc, picture);
        return picture;
    }

    /// <summary>The same HTML, in which pictures of the series have their width and height.</summary>
    /// <param name="html">As our sanitiser writes it.</param>
    /// <param name="basePath">What precedes our own paths on this host.</param>
    public string Into(string html, string series, string basePath)
    {
        var folder = $"{basePath}{BriefAddresses.Media(series)}/";
        return OurPicture().Replace(html, image =>
            image.Groups["path"].Value is var path && path.StartsWith(folder, StringComparison.Ordinal)
            && Of(series, Uri.UnescapeDataString(path[folder.Length..])) is { } size
                ? string.Create(CultureInfo.InvariantCulture, $"{image.Value} width=\"{size.Width}\" height=\"{size.Height}\"")
                : image.Value);
    }

    private static PictureFile? Read(FileInfo file)
    {
        var bytes = new byte[Math.Min(file.Length, Beginning)];
        try
        {
            using var stream = file.OpenRead();
            return PictureFile.From(bytes.AsSpan(0, stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false))) is
            { Width: > 0, Height: > 0 } picture
                ? picture
                : null;
        }
        catch (IOException)
        {
            // It was taken away or replaced just now; the page shows it without its size, as it would any that is missing.
            return null;
        }
    }

    [GeneratedRegex("<img src=\"(?<path>/[^\"]*)\"")]
    private static partial Regex OurPicture();

    private sealed record Known(long Length, DateTime Written, PictureFile? Picture);
}
