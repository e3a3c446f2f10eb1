using FeedHub.Core.Content.Characters;
using Markdig.Syntax;

namespace FeedHub.Core.Briefs.Markup;

/// <summary>The lines of a brief's Markdown, by the parts that readers see: the opening, sections, items being watched.</summary>
public static class BriefOutline
{
    /// <summary>The parts in order. A text that cannot be read as a brief is one part.</summary>
    public static IReadOnlyList<OutlinePart> Read(string markdown)
    {
        var normal = XmlCharacters.Keep(markdown).ReplaceLineEndings("\n");
        var lines = normal.Split('\n');
        var starts = new List<(string? Section, string? Label, int Line)> { (null, null, 0) };
        if (BriefMarkdown.Parse(normal, out _) is { } document)
        {
            var (section, watched) = ("", false);
            foreach (var block in document)
            {
                if (block is HeadingBlock { Level: <= 2 } heading)
                {
                    // The line of a heading that is underlined is that of the underline.
                    section = BriefMarkdown.Plain(heading.Inline);
                    watched = BriefHeadings.KindOf(section) == BriefSectionKind.Watching;
                    starts.Add((section, null, normal.AsSpan(0, heading.Span.Start).Count('\n')));
                }
                else if (watched)
                {
                    starts.AddRange(WatchingItems.Labels(block).Select(item => ((string?)section, (string?)item.Label, item.Line)));
                }
            }
        }
        return
        [
            .. starts.Index().Select(s => new OutlinePart(
                s.Item.Section, s.Item.Label,
                string.Concat(lines[s.Item.Line..(s.Index + 1 < starts.Count ? starts[s.Index + 1].Line : lines.Length)]
                    .Select(line => line + "\n"))))
                .Where(part => part.Section is not null || !string.IsNullOrWhiteSpace(part.Lines)),
        ];
    }
}

/// <summary>Some lines of a brief's Markdown.</summary>
/// <param name="Section">The heading that they are below; null for the opening.</param>
/// <param name="Label">Label of the item being watched; null for what is not part of one.</param>
/// <param name="Lines">The lines as they are, with their heading or label, each ending in a line feed.</param>
public sealed record OutlinePart(string? Section, string? Label, string Lines);
