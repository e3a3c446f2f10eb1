using AnyAscii;
using FeedHub.Core.Urls;

namespace FeedHub.Core.Briefs.Import;

/// <summary>What an imported brief is called in addresses and as a file.</summary>
internal static class ImportSlug
{
    private const int MaxLength = 100;

    /// <summary>
    /// The source's own slug where it is one, else made of it, of the last part of the address or of the title: letters, digits and
    /// hyphens alone, so that no name leads out of a folder.
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
