using System.Text;
using FeedHub.Core.Briefs.Import.Text;
using FeedHub.Core.Briefs.Markup;

namespace FeedHub.Core.Briefs.Import.Blocks;

/// <summary>Writes the blocks of a brief as Markdown: sections at the second level, items being watched at the third.</summary>
internal static class ImportSections
{
    public static string Markdown(IReadOnlyList<ImportBlock> blocks, IReadOnlyList<ImportBlock> footnotes, BriefHeadings headings)
    {
        var text = Markdown(blocks, headings);
        if (footnotes.Count == 0)
        {
            return text;
        }
        // A note without a mark, such as one on a heading, would not be shown; it stays as an item below the text.
        var marks = footnotes.Select(f => ImportBlock.Joined(f.Items[0])).Prepend(text).ToList();
        return $"{text}\n{ImportBlock.Joined(footnotes.Select(f =>
            marks.Exists(m => m.Contains($"[^{f.Level}]", StringComparison.Ordinal)) ? f : AsItem(f)))}\n";
    }

    private static ImportBlock AsItem(ImportBlock footnote) =>
        new(ImportBlockKind.List) { Ordered = true, Start = footnote.Level, Items = footnote.Items };

    private static string Markdown(IReadOnlyList<ImportBlock> blocks, BriefHeadings names)
    {
        var headings = blocks.Where(b => b.Kind == ImportBlockKind.Heading).ToList();
        var known = blocks.Where(IsKnown).ToList();
        // The level of the known headings is the level of sections, whatever its number; bold lines rank below real headings.
        var top = known.Where(b => b.Kind == ImportBlockKind.Heading).Select(b => b.Level)
            .DefaultIfEmpty(headings.Count == 0 ? 7 : headings.Min(h => h.Level)).Min();
        var boldIsSection = headings.Count == 0 || (known.Count > 0 && known.All(k => k.Kind != ImportBlockKind.Heading));

        var markdown = new StringBuilder();
        for (var i = 0; i < blocks.Count; i++)
        {
            if (!IsKnown(blocks[i]) || names.KindOf(blocks[i].Text) != BriefSectionKind.Watching)
            {
                Write(Levelled(blocks[i]), markdown);
                continue;
            }
            Write(Section(blocks[i]), markdown);
            // Directly below the heading of the section, a heading of the same rank can only be its first item.
            var ranksAlike = i + 1 < blocks.Count
                && blocks[i + 1] is { Kind: ImportBlockKind.Heading } next
                && !IsKnown(next)
                && next.Level <= top;
            var below = blocks.Skip(i + 1).TakeWhile(b => !IsKnown(b) && (ranksAlike || b.Kind != ImportBlockKind.Heading || b.Level > top))
                .ToList();
            var first = below.FirstOrDefault(b => b.Kind == ImportBlockKind.Heading)?.Level ?? 0;
            var (intro, items) = ImportLabels.Read(below, b => b.Level <= first);
            intro.ForEach(b => Write(Sub(b, 4), markdown));
            foreach (var item in items)
            {
                Write(ImportBlock.Heading(3, InlineText.From(item.Label)), markdown);
                item.Blocks.ForEach(b => Write(Sub(b, 4), markdown));
            }
            i += below.Count;
        }
        return markdown.ToString().TrimEnd('\n') + "\n";

        // A line that names a known section, whether or not it is marked up as a heading.
        bool IsKnown(ImportBlock block) =>
            block.Kind is ImportBlockKind.Heading or ImportBlockKind.Paragraph && names.KindOf(block.Text) != BriefSectionKind.Other;

        ImportBlock Section(ImportBlock block) =>
            ImportBlock.Heading(2, InlineText.From(Quietly(block.Inline.Current.TrimEnd(':', ' '), names)));

        ImportBlock Levelled(ImportBlock block) =>
            IsKnown(block) ? Section(block)
            : block.Kind == ImportBlockKind.Heading ? block.Level <= top ? Section(block) : Sub(block, Math.Min(6, 2 + block.Level - top))
            : block.IsBoldLine
                && block.Text.Length <= 90
                && block.Text[^1] is not ('.' or ',' or ';') ? boldIsSection ? Section(block) : ImportBlock.Heading(3, block.Inline)
            : block;
    }

    /// <summary>Lowers the case of known headings in capitals: that is styling, which is left to pages.</summary>
    private static string Quietly(string heading, BriefHeadings names) =>
        names.KindOf(heading) != BriefSectionKind.Other && !heading.Any(char.IsLower)
            ? heading[..1] + heading[1..].ToLowerInvariant()
            : heading;

    private static ImportBlock Sub(ImportBlock block, int level) =>
        block.Kind == ImportBlockKind.Heading ? block with { Level = level } : block;

    private static void Write(ImportBlock block, StringBuilder markdown)
    {
        if (block.Markdown is { Length: > 0 } text)
        {
            markdown.Append(text).Append("\n\n");
        }
    }
}
