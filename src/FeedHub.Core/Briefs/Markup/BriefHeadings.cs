using System.Text;
using System.Text.RegularExpressions;
using FeedHub.Core.Content;

namespace FeedHub.Core.Briefs.Markup;

/// <summary>The headings that mean something in the house shape of a brief, in whatever typography.</summary>
public static partial class BriefHeadings
{
    /// <summary>Characters of the longest of them, and as much again for typography.</summary>
    private const int MaxLength = 100;

    public static BriefSectionKind KindOf(string heading)
    {
        // Every block of an import is asked, several times; all that we know have a w.
        if (heading.Length > MaxLength || (Ascii.IsValid(heading) && !heading.AsSpan().ContainsAny('w', 'W')))
        {
            return BriefSectionKind.Other;
        }
        var words = PlainText.Normalise(heading.Replace("’", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal));
        return Watching().IsMatch(words) ? BriefSectionKind.Watching
            : WhyItMatters().IsMatch(words) ? BriefSectionKind.WhyItMatters
            : BriefSectionKind.Other;
    }

    [GeneratedRegex("^(what (we are|were|we) (watching|watch)|what to watch|things to watch)( (next|this week|next week|now))?$")]
    private static partial Regex Watching();

    [GeneratedRegex("^(why (the world|you|we) (should|must) care|why should the world care|why (it|this) matters)$")]
    private static partial Regex WhyItMatters();
}
