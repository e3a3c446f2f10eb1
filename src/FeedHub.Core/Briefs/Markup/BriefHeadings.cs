using System.Text;
using System.Text.RegularExpressions;
using FeedHub.Core.Content;

namespace FeedHub.Core.Briefs.Markup;

/// <summary>Recognises the headings that have a meaning in the house structure of a brief, whatever their typography.</summary>
public static partial class BriefHeadings
{
    /// <summary>Twice the length in characters of the longest of them, to allow for typography.</summary>
    private const int MaxLength = 100;

    public static BriefSectionKind KindOf(string heading)
    {
        // This runs several times for every block of an import. All known headings contain a w.
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
