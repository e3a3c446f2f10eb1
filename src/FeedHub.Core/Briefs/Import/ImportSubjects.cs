using AnyAscii;
using FeedHub.Core.Urls;

namespace FeedHub.Core.Briefs.Import;

/// <summary>The regions and topics of a post.</summary>
/// <param name="Regions">ISO 3166 codes.</param>
/// <param name="Topics">Lower-case letters, digits and hyphens.</param>
public sealed record ImportSubjects(IReadOnlyList<string> Regions, IReadOnlyList<string> Topics)
{
    private const int MaxTags = 20;

    /// <summary>The tags that say something.</summary>
    public static IEnumerable<string> Meant(IReadOnlyList<string> tags) => tags
        .Select(t => t.Trim()).Where(t => !t.Equals("Uncategorized", StringComparison.OrdinalIgnoreCase)).Take(MaxTags);

    /// <summary>The topic that a tag is, in Latin letters; empty if it has none that could be converted.</summary>
    public static string Topic(string tag) => Slug.From(tag.Transliterate());

    /// <summary>What the tags say by themselves: regions by their English names.</summary>
    public static ImportSubjects From(IReadOnlyList<string> tags)
    {
        var meant = Meant(tags).Select(t => (Region: BriefRegion.Named(t), Topic: Topic(t))).ToList();
        return new(
            [.. meant.Select(m => m.Region).OfType<string>().Distinct()],
            [.. meant.Where(m => m.Region is null && m.Topic.Length > 0).Select(m => m.Topic).Distinct()]);
    }
}
