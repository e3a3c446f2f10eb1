using FeedHub.Core.Urls;

namespace FeedHub.Core.Briefs.Import;

/// <summary>The regions and topics that the tags of a post name.</summary>
internal static class ImportSubjects
{
    private const int Max = 20;

    public static (IReadOnlyList<string> Regions, IReadOnlyList<string> Topics) From(IReadOnlyList<string> tags)
    {
        var (regions, topics) = (new List<string>(), new List<string>());
        foreach (var tag in tags.Where(t => !t.Equals("Uncategorized", StringComparison.OrdinalIgnoreCase)).Take(Max))
        {
            if (BriefRegion.Named(tag.Trim()) is { } code)
            {
                regions.Add(code);
            }
            else if (Slug.From(tag) is { Length: > 0 } topic)
            {
                topics.Add(topic);
            }
        }
        return ([.. regions.Distinct()], [.. topics.Distinct()]);
    }
}
