namespace FeedHub.Core.Briefs;

/// <summary>The text of a brief, read from Markdown.</summary>
/// <param name="Media">Files of the series' <c>media</c> folder that the text shows or links to.</param>
public sealed record BriefText(IReadOnlyList<BriefSection> Sections, IReadOnlyList<MediaReference> Media);

/// <summary>A file of the series' <c>media</c> folder that a text names.</summary>
/// <param name="Line">Line of the Markdown, from 1.</param>
public sealed record MediaReference(string File, int Line);
