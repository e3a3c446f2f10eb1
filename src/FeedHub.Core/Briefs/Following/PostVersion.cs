using FeedHub.Core.Briefs.Import;

namespace FeedHub.Core.Briefs.Following;

/// <summary>What a post says at one time, as far as is needed to know whether it has changed.</summary>
/// <param name="Digest">See <see cref="BriefFile.DigestOf"/>.</param>
/// <param name="IsIncomplete">
/// Something that belongs to it, such as a picture, could not be had for now, and is to be asked for again.
/// </param>
public readonly record struct PostVersion(string Digest, bool IsIncomplete);
