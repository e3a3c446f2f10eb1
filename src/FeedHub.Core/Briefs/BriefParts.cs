namespace FeedHub.Core.Briefs;

/// <summary>A brief's picture.</summary>
/// <param name="File">File name below the series' <c>media</c> folder.</param>
/// <param name="Length">Bytes.</param>
public sealed record BriefImage(string File, string MediaType, long Length, string Alt, string? Credit)
{
    /// <summary>Address of the picture's own licence, or null.</summary>
    public string? Licence { get; init; }
    /// <summary>The picture's own rights line, or null.</summary>
    public string? Rights { get; init; }
}

/// <summary>A brief in another language.</summary>
/// <param name="Target">Slug of a brief of the series, or an absolute address.</param>
public sealed record BriefTranslation(string Language, string Target);

/// <summary>Where the text of a brief came from.</summary>
/// <param name="Url">The page or file that it was read from.</param>
/// <param name="Digest">
/// SHA-256 in hex of what was read there (<c>BriefFile.DigestOf</c>). A later import compares it to see whether the original has changed.
/// </param>
public sealed record BriefProvenance(string Url, DateTimeOffset Imported, string Digest);
