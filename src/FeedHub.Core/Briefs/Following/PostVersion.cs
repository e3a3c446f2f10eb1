using FeedHub.Core.Briefs.Import;

namespace FeedHub.Core.Briefs.Following;

/// <summary>The content of a post at one time, as far as needed to detect a change.</summary>
/// <param name="Digest">See <see cref="BriefFile.DigestOf"/>.</param>
/// <param name="IsIncomplete">Something that belongs to it, such as a picture, could not be fetched and will be requested again.</param>
public readonly record struct PostVersion(string Digest, bool IsIncomplete);
