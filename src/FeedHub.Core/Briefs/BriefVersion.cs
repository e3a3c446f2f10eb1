namespace FeedHub.Core.Briefs;

/// <summary>The text of a brief's file as it stood for a while.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Seen">When we first saw it.</param>
public sealed record BriefVersion(int Number, DateTimeOffset Seen, string Text);
