using FeedHub.Core.Briefs.Import.WordPress;
using FeedHub.Core.Sources;

namespace FeedHub.Server.Publishing.Import;

/// <summary>What a site says of all its posts.</summary>
/// <param name="Posts">Null when the list could not be had whole.</param>
internal sealed record PostIndex(IReadOnlyList<WordPressPost>? Posts, FetchResult Last)
{
    /// <summary>What had to be passed over in its answers, such as a notice of PHP.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
