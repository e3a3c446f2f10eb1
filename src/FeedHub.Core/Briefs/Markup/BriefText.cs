namespace FeedHub.Core.Briefs.Markup;

/// <summary>The text of a brief, read from Markdown.</summary>
/// <param name="Media">Files of the series' <c>media</c> folder that the text shows or links to.</param>
/// <param name="Watches">The filter lines of the items being watched, not yet parsed.</param>
public sealed record BriefText(IReadOnlyList<BriefSection> Sections, IReadOnlyList<MediaReference> Media, IReadOnlyList<WatchLine> Watches)
{
    /// <summary>What prevented the text from being read; null if it was read.</summary>
    public MarkdownExcess? Excess { get; init; }
    /// <summary>Lines that are text but were meant as headings.</summary>
    public IReadOnlyList<UnspacedHeading> UnspacedHeadings { get; init; } = [];
}

/// <summary>A line that is text, and no heading, since there is no blank after its hashes.</summary>
/// <param name="Line">Line of the Markdown, from 1.</param>
/// <param name="Written">The line as it is.</param>
/// <param name="Meant">The line as it must be to be a heading.</param>
public sealed record UnspacedHeading(int Line, string Written, string Meant);

/// <summary>A part of a text that would cost too much to read.</summary>
/// <param name="Line">Line of the Markdown, from 1.</param>
public sealed record MarkdownExcess(int Line, string Message);

/// <summary>A file of the series' <c>media</c> folder that a text uses.</summary>
/// <param name="Line">Line of the Markdown, from 1.</param>
public sealed record MediaReference(string File, int Line);

/// <summary>A line <c>watch: {…}</c> of an item being watched.</summary>
/// <param name="Anchor">Anchor of the item.</param>
/// <param name="Yaml">The whole line.</param>
/// <param name="Line">Line of the Markdown, from 1.</param>
public sealed record WatchLine(string Anchor, string Yaml, int Line);
