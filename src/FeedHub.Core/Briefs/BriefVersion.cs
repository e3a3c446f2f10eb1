namespace FeedHub.Core.Briefs;

/// <summary>One version of the text of a brief's file.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Seen">When we first saw it.</param>
public sealed record BriefVersion(int Number, DateTimeOffset Seen, string Text);
