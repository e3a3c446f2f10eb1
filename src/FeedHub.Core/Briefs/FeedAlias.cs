using FeedHub.Formats.Writing;

namespace FeedHub.Core.Briefs;

/// <summary>An earlier address of the series' feed, which still works.</summary>
/// <param name="Path">From the root of the site, without a trailing slash.</param>
public sealed record FeedAlias(string Path, FeedFormat Format);
