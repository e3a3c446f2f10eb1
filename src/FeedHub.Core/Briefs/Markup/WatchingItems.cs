using FeedHub.Core.Urls;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace FeedHub.Core.Briefs.Markup;

/// <summary>
/// Reads the labelled items of "What we are watching". An item begins with a heading below that of the section, or with a paragraph or list
/// item that begins with a bold label; it extends to the next label.
/// </summary>
internal static class WatchingItems
{
    /// <summary>How a line begins that is a filter.</summary>
    public const string Filter = "watch: {";

    /// <param name="watches">
    /// Receives the lines <c>watch: {…}</c> of the items, which are then not part of the text. Null to treat them as ordinary text.
    /// </param>
    public static (string Intro, IReadOnlyList<WatchingItem> Items) Read(
        IEnumerable<Block> blocks, Func<IEnumerable<Block>, string> html, List<WatchLine>? watches)
    {
        var intro = new List<Block>();
        var items = new List<(string Anchor, string Label, List<Block> Blocks)>();
        var anchors = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var block in blocks.SelectMany(Flatten))
        {
            if (TakeLabel(block) is { } label)
            {
                items.Add((Anchor(label, anchors), label, []));
            }
            else if (watches is not null && items.Count > 0 && WatchLine(block) is { } yaml)
            {
                watches.Add(new(items[^1].Anchor, yaml, block.Line + 1));
                continue;
            }
            if (block is HeadingBlock || block is ParagraphBlock { Inline.FirstChild: null })
            {
                continue;
            }
            (items.Count == 0 ? intro : items[^1].Blocks).Add(block);
        }
        return (html(intro), [.. items.Select(i => new WatchingItem(i.Anchor, i.Label, html(i.Blocks)))]);
    }

    /// <summary>The labels of the items that begin in a block of the section, with the lines of the Markdown, from 0.</summary>
    public static IEnumerable<(string Label, int Line)> Labels(Block block) =>
        from part in Flatten(block)
        let label = part is HeadingBlock heading ? BriefMarkdown.Plain(heading.Inline) : part is ParagraphBlock p ? Label(p) : null
        where label is not null
        select (Trimmed(label), part.Line);

    /// <summary>
    /// The words themselves begin the line: what an import escapes (<c>watch\: {…}</c>), or writes in bold or as an entity, is text.
    /// </summary>
    private static string? WatchLine(Block block) =>
        block is ParagraphBlock { Inline.FirstChild: LiteralInline first } paragraph
        && first.Content.AsSpan().StartsWith(Filter, StringComparison.Ordinal)
        && BriefMarkdown.Plain(paragraph.Inline) is var words && words.EndsWith('}') ? words : null;

    /// <summary>A list with at least one labelled item is a run of items; any other list is text.</summary>
    private static IEnumerable<Block> Flatten(Block block) =>
        block is ListBlock list && list.OfType<ListItemBlock>().Any(i => i.FirstOrDefault() is ParagraphBlock p && Label(p) is not null)
            ? list.OfType<ListItemBlock>().SelectMany(i => i)
            : [block];

    private static string? TakeLabel(Block block)
    {
        if (block is HeadingBlock heading)
        {
            return Trimmed(BriefMarkdown.Plain(heading.Inline));
        }
        if (block is not ParagraphBlock paragraph || Label(paragraph) is not { } label)
        {
            return null;
        }
        var bold = paragraph.Inline!.FirstChild!;
        var after = bold.NextSibling;
        bold.Remove();
        if (after is LiteralInline text)
        {
            var rest = text.Content.ToString().TrimStart(' ', '.', ':', '—', '–', '-');
            text.Content = new(rest);
        }
        else if (after is LineBreakInline)
        {
            after.Remove();
        }
        if (paragraph.Inline.FirstChild is LiteralInline { Content.Length: 0 } empty && empty.NextSibling is null)
        {
            empty.Remove();
        }
        return Trimmed(label);
    }

    /// <summary>
    /// Bold words that only begin a sentence are not a label: a label ends in punctuation, is followed by it, or is alone on its line.
    /// </summary>
    private static string? Label(ParagraphBlock paragraph)
    {
        if (paragraph.Inline?.FirstChild is not EmphasisInline { DelimiterCount: 2 } bold
            || BriefMarkdown.Plain(bold) is not { Length: > 0 } words)
        {
            return null;
        }
        var ends = words[^1] is '.' or ':' or '?' or '!' or '…' || bold.NextSibling switch
        {
            null or LineBreakInline => true,
            LiteralInline next => next.Content.ToString().TrimStart() is ['.' or ':' or '—' or '–', ..] or ['-', ' ', ..],
            _ => false,
        };
        return ends ? words : null;
    }

    private static string Trimmed(string label) => label.TrimEnd('.', ':', ' ');

    /// <param name="taken">
    /// Anchors in use, with the highest number appended to each so far, so that a thousand items with one label do not mean a thousand
    /// attempts each.
    /// </param>
    private static string Anchor(string label, Dictionary<string, int> taken)
    {
        var slug = Slug.From(label) is { Length: > 0 } words ? words : "item";
        var first = $"w-{slug}";
        var anchor = first;
        if (taken.TryGetValue(first, out var n))
        {
            do
            {
                anchor = $"{first}-{++n}";
            }
            while (taken.ContainsKey(anchor));
            taken[first] = n;
        }
        taken.TryAdd(anchor, 1);
        return anchor;
    }
}
