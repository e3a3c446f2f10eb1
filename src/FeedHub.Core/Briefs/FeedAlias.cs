using FeedHub.Formats.Writing;

namespace FeedHub.Core.Briefs;

/// <summary>An address at which the series' feed was found before, and still is.</summary>
/// <param name="Path">From the root of the site, without a slash at its end.</param>
public sealed record FeedAlias(string Path, FeedFormat Format);
