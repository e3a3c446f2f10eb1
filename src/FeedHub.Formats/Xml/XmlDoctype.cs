using System.Text.RegularExpressions;

namespace FeedHub.Formats.Xml;

/// <summary>Skips a document type declaration, keeping only its internal general entities.</summary>
internal static partial class XmlDoctype
{
    private const int MaxSubset = 1 << 16;

    /// <summary>Reads the declaration at the beginning of <paramref name="rest"/>; returns its length.</summary>
    public static int Read(ReadOnlySpan<char> rest, XmlEntities entities)
    {
        var subset = rest.IndexOf('[');
        var close = rest.IndexOf('>');
        if (close < 0)
            return rest.Length;
        if (subset < 0 || subset > close)
            return close + 1;
        // The subset ends at "]" and ">" with only white space between them; quoted values may contain either.
        var at = subset + 1;
        while (rest[at..].IndexOf(']') is var bracket and >= 0)
        {
            at += bracket + 1;
            var after = rest[at..];
            var gap = after.Length - after.TrimStart().Length;
            if (gap < after.Length && after[gap] == '>')
            {
                Declare(rest[(subset + 1)..(at - 1)], entities);
                return at + gap + 1;
            }
        }

        return close + 1;
    }

    private static void Declare(ReadOnlySpan<char> subset, XmlEntities entities)
    {
        foreach (Match entity in Entity().Matches(subset[..Math.Min(subset.Length, MaxSubset)].ToString()))
            entities.Declare(entity.Groups["name"].Value, entity.Groups["value"].Value);
    }

    [GeneratedRegex("""<!ENTITY\s+(?<name>[^\s%"'<>]{1,40})\s+(?:"(?<value>[^"]*)"|'(?<value>[^']*)')\s*>""",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Entity();
}
