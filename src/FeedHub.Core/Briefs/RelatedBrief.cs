using FeedHub.Core.Urls;

namespace FeedHub.Core.Briefs;

/// <summary>A brief or page that a brief refers its readers to.</summary>
/// <param name="Url">Path below our base path for a brief of the series, else an absolute address.</param>
public sealed record RelatedBrief(string Title, string Url, bool Ours)
{
    /// <summary>What a brief relates to, in its own order; a brief of ours that is not yet public is left out.</summary>
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
