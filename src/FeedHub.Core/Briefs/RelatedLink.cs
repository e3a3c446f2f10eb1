namespace FeedHub.Core.Briefs;

/// <summary>What a brief says about a related one. It is resolved when it is shown, since the other may come later.</summary>
/// <param name="Title">Its title; null if only the target is known.</param>
/// <param name="Target">Slug of a brief of the series, or an absolute address; null if only the title is known.</param>
public sealed record RelatedLink(string? Title, string? Target);
