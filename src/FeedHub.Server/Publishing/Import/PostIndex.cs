using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Import.WordPress;
using FeedHub.Core.Sources;

namespace FeedHub.Server.Publishing.Import;

/// <summary>What a site says about all its posts.</summary>
/// <param name="Posts">Null if a part of the list could not be read.</param>
internal sealed record PostIndex(IReadOnlyList<WordPressPost>? Posts, FetchResult Last)
{
    /// <summary>Whether it reaches to the oldest post; if not, a post that is missing from it may only be older.</summary>
    public bool IsWhole { get; init; } = true;
    /// <summary>What was skipped in its answers, such as a notice of PHP.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>A guide that also knows the addresses of these posts.</summary>
    public ImportGuide LinksIn(ImportGuide guide)
    {
        var links = (Posts ?? []).Where(p => p.IsPublic && p.Link is not null).ToDictionary(p => p.Number, p => p.Link);
        return guide with { LinkOf = links.GetValueOrDefault };
    }
}
