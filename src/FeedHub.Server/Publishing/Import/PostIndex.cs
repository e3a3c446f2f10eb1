using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Sources;

namespace FeedHub.Server.Publishing.Import;

/// <summary>What a site says of all its posts.</summary>
/// <param name="Posts">Null when the list could not be had whole.</param>
internal sealed record PostIndex(IReadOnlyList<WordPressPost>? Posts, FetchResult Last);
