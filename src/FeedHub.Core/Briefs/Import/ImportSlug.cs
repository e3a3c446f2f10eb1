using AnyAscii;
using FeedHub.Core.Urls;

namespace FeedHub.Core.Briefs.Import;

/// <summary>The slug of a brief, used in addresses and as its file name.</summary>
public static class ImportSlug
{
    private const int MaxLength = 100;

    /// <summary>
    /// The first usable one of the source's own slug, the last part of the address and the title, converted if need be. It has only
    /// letters, digits and hyphens, so that no name leads out of a folder.
    /// </summary>
    public static string From(string? slug, string? url, string title)
    {
        string?[] candidates =
            [slug, url is not null && Uri.TryCreate(url, UriKind.Absolute, out var address)
                ? address.AbsolutePath.TrimEnd('/').Split('/')[^1] : null, title];
        foreach (var candidate in candidates.OfType<string>().Select(Uri.UnescapeDataString))
        {
            if (candidate.Length is > 0 and <= MaxLength && candidate.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)
                || c == '-')
                && candidate.Trim('-') == candidate && !candidate.Contains("--", StringComparison.Ordinal))
            {
                return candidate;
            }
            if (Slug.From(candidate.Transliterate()) is { Length: > 0 } made)
            {
                return made;
            }
        }
        return "brief";
    }
}
