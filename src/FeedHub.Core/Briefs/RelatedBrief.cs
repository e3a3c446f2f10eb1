using FeedHub.Core.Urls;

namespace FeedHub.Core.Briefs;

/// <summary>A brief or page that a brief names as related.</summary>
/// <param name="Url">Path below our base path for a brief of the series, else an absolute address.</param>
public sealed record RelatedBrief(string Title, string Url, bool Ours)
{
    /// <summary>The related briefs and pages of a brief, in its own order, without our briefs that are not yet public.</summary>
    public static IReadOnlyList<RelatedBrief> From(Brief brief, string series, IReadOnlyList<Brief> publicBriefs)
    {
        var bySlug = publicBriefs.ToDictionary(b => b.Slug);
        var byOrigin = publicBriefs.Where(b => b.CanonicalUrl is not null).DistinctBy(b => b.CanonicalUrl)
            .ToDictionary(b => b.CanonicalUrl!);
        return [.. brief.Related
            .Select(r => bySlug.TryGetValue(r, out var other) || byOrigin.TryGetValue(r, out other)
                ? new(other.Title, BriefAddresses.Brief(series, other.Slug), true)
                : Uri.TryCreate(r, UriKind.Absolute, out _) ? new RelatedBrief(r, r, false)
                : null)
            .OfType<RelatedBrief>()];
    }

    /// <summary>The absolute address.</summary>
    public string AbsoluteUrl(SiteAddress address) => Ours ? address.Absolute(Url) : Url;
}
