using FeedHub.Core.Urls;

namespace FeedHub.Core.Briefs;

/// <summary>A brief in another language that readers can open.</summary>
/// <param name="Url">Path below our base path for a brief of the series, else an absolute address.</param>
public sealed record BriefInLanguage(string Language, string Url, bool Ours)
{
    /// <summary>The translations of a brief, without those of our own that are not yet public.</summary>
    public static IReadOnlyList<BriefInLanguage> From(Brief brief, string series, IReadOnlyList<Brief> publicBriefs)
    {
        if (brief.Translations.Count == 0)
        {
            return [];
        }
        var known = new SiblingBriefs(publicBriefs);
        return
        [
            .. brief.Translations.Select(t => known.Find(t.Target) is { } other
                    ? new BriefInLanguage(t.Language, BriefAddresses.Brief(series, other.Slug), true)
                    : Uri.TryCreate(t.Target, UriKind.Absolute, out _) ? new BriefInLanguage(t.Language, t.Target, false)
                    : null)
                .OfType<BriefInLanguage>(),
        ];
    }

    /// <summary>The absolute address.</summary>
    public string AbsoluteUrl(SiteAddress address) => Ours ? address.Absolute(Url) : Url;
}
