using System.Globalization;
using System.Text;

namespace FeedHub.Core.Urls;

/// <summary>Makes the part of an address or ID that consists of words.</summary>
public static class Slug
{
    private const int MaxLength = 60;

    /// <summary>Lower-case ASCII letters, digits and hyphens; empty if the text has none (for example, in Armenian).</summary>
    public static string From(string text)
    {
        var slug = new StringBuilder();
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (slug.Length > 0 && slug[^1] != '-' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                slug.Append('-');
            }
            if (slug.Length == MaxLength)
            {
                break;
            }
        }
        return slug.ToString().Trim('-');
    }
}
