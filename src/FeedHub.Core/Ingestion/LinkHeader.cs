using System.Text.RegularExpressions;

namespace FeedHub.Core.Ingestion;

/// <summary>The feeds that a Link header names (RFC 8288 §3).</summary>
internal static partial class LinkHeader
{
    public static IEnumerable<string> Feeds(string header) => Link().Matches(header)
        .Where(m => Alternate().IsMatch(m.Groups["parameters"].Value) && FeedType().IsMatch(m.Groups["parameters"].Value))
        .Select(m => m.Groups["target"].Value.Trim());

    [GeneratedRegex("""<(?<target>[^>]*)>(?<parameters>(?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^",;\s]+))*)""", RegexOptions.None, 1000)]
    private static partial Regex Link();

    [GeneratedRegex("""rel\s*=\s*"?[^";]*\balternate\b""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Alternate();

    [GeneratedRegex("""type\s*=\s*"?application/(rss\+xml|atom\+xml|feed\+json|rdf\+xml)""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex FeedType();
}
