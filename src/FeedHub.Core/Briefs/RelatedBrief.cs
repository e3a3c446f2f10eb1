using FeedHub.Core.Urls;

namespace FeedHub.Core.Briefs;

/// <summary>A brief or page that a brief names as related.</summary>
/// <param name="Url">
/// Path below our base path for a brief of the series, else an absolute address; null if only its title is known.
/// </param>
public sealed record RelatedBrief(string Title, string? Url, bool Ours)
{
    /// <summary>The related briefs and pages of a brief, in its own order, without our briefs that are not yet public.</summary>
    public static IReadOnlyList<RelatedBrief> From(Brief brief, string series, IReadOnlyList<Brief> publicBriefs)
    {
        if (brief.Related.Count == 0)
        {
            return [];
        }
        var known = new SiblingBriefs(publicBriefs);
        return [.. brief.Related
            .Select(r => known.Find(r.Target, r.Title) is { } other && other.Slug != brief.Slug
                ? new(other.Title, BriefAddresses.Brief(series, other.Slug), true)
                : Uri.TryCreate(r.Target, UriKind.Absolute, out _) ? new RelatedBrief(r.Title ?? r.Target, r.Target, false)
                : r is { Target: null, Title: { } title } ? new RelatedBrief(title, null, false)
                : null)
            .OfType<RelatedBrief>()];
    }

    /// <summary>The absolute address; null if only its title is known.</summary>
    public string? AbsoluteUrl(SiteAddress address) => Ours ? address.Absolute(Url!) : Url;
}
