using FeedHub.Core.Urls;

namespace FeedHub.Core.Briefs;

/// <summary>A brief in another language that readers can open.</summary>
/// <param name="Url">Path below our base path for a brief of the series, else an absolute address.</param>
public sealed record BriefInLanguage(string Language, string Url, bool Ours)
{
    /// <summary>The translations of a brief, without those of our own that are not yet public.</summary>
    public static IReadOnlyList<BriefInLanguage> From(Brief brief, string series, IReadOnlyList<Brief> publicBriefs) =>
    [
        .. brief.Translations
            .Where(t => publicBriefs.Any(b => b.Slug == t.Target) || Uri.TryCreate(t.Target, UriKind.Absolute, out _))
            .Select(t => publicBriefs.Any(b => b.Slug == t.Target)
                ? new BriefInLanguage(t.Language, BriefAddresses.Brief(series, t.Target), true)
                : new BriefInLanguage(t.Language, t.Target, false)),
    ];

    /// <summary>The absolute address.</summary>
    public string AbsoluteUrl(SiteAddress address) => Ours ? address.Absolute(Url) : Url;
}
