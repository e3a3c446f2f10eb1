namespace FeedHub.Core.Briefs.Import.Blocks;

/// <summary>A recording that goes with a post.</summary>
/// <param name="Type">Media type.</param>
public sealed record ImportedFile(string Url, string Type)
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".mp3"] = "audio/mpeg",
        [".m4a"] = "audio/mp4",
        [".aac"] = "audio/aac",
        [".ogg"] = "audio/ogg",
        [".oga"] = "audio/ogg",
        [".opus"] = "audio/ogg",
        [".wav"] = "audio/wav",
        [".flac"] = "audio/flac",
        [".mp4"] = "video/mp4",
        [".m4v"] = "video/mp4",
        [".webm"] = "video/webm",
        [".ogv"] = "video/ogg",
        [".mov"] = "video/quicktime",
    };

    /// <summary>The recording at an address, by the ending of its name; null if that is none of a recording.</summary>
    public static ImportedFile? At(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
        && Types.TryGetValue(Path.GetExtension(address.AbsolutePath), out var type) ? new(url, type) : null;
}
