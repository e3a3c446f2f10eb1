using FeedHub.Core.Content;

namespace FeedHub.Core.Briefs;

/// <summary>Briefs of a series, found by what others say of them.</summary>
internal sealed class SiblingBriefs
{
    private readonly Dictionary<string, Brief> bySlug;
    private readonly Dictionary<string, Brief> byOrigin;
    private readonly Lazy<Dictionary<string, Brief>> byTitle;

    public SiblingBriefs(IReadOnlyList<Brief> briefs)
    {
        bySlug = briefs.ToDictionary(b => b.Slug);
        byOrigin = By(briefs, b => b.CanonicalUrl is { } url ? Origin(url) : null);
        byTitle = new(() => By(briefs, b => PlainText.Normalise(b.Title)));
    }

    /// <param name="target">A slug, or the address where a brief was first published; null if only the title is known.</param>
    public Brief? Find(string? target, string? title = null) =>
        target is not null ? bySlug.GetValueOrDefault(target) ?? byOrigin.GetValueOrDefault(Origin(target))
        : title is not null ? byTitle.Value.GetValueOrDefault(PlainText.Normalise(title))
        : null;

    /// <summary>The newest brief by each key, since the list begins with the newest.</summary>
    private static Dictionary<string, Brief> By(IReadOnlyList<Brief> briefs, Func<Brief, string?> key) =>
        briefs.Where(b => key(b) is { Length: > 0 }).DistinctBy(key).ToDictionary(b => key(b)!);

    /// <summary>An address without what does not tell pages apart: scheme and final slash.</summary>
    private static string Origin(string url) =>
        (url.IndexOf("://", StringComparison.Ordinal) is > 0 and var end ? url[(end + 3)..] : url).TrimEnd('/');
}
