using FeedHub.Core.Briefs.Import.Text;

namespace FeedHub.Core.Briefs.Import.Blocks;

/// <summary>The kinds of block in an imported text.</summary>
internal enum ImportBlockKind
{
    Paragraph,
    Heading,
    List,
    Quote,
    Picture,
    /// <summary>A note below the text; its level is its number.</summary>
    Footnote,
    /// <summary>Markdown that is kept as it is: code, a table.</summary>
    Raw,
}

/// <summary>A block of an imported text, independent of its original format.</summary>
internal sealed record ImportBlock(ImportBlockKind Kind)
{
    /// <summary>The text of a paragraph or heading.</summary>
    public InlineText Inline { get; init; } = InlineText.Empty;
    /// <summary>Level of a heading: 1 to 6.</summary>
    public int Level { get; init; }
    /// <summary>One entry for each item of a list; a single entry for a quotation.</summary>
    public IReadOnlyList<IReadOnlyList<ImportBlock>> Items { get; init; } = [];
    public bool Ordered { get; init; }
    /// <summary>The number of the first item of an ordered list; 0 or more.</summary>
    public int Start { get; init; } = 1;
    /// <summary>What follows the numbers of an ordered list: a full stop or a bracket.</summary>
    public char Sign { get; init; } = '.';
    public string Raw { get; init; } = "";
    /// <summary>The lines of <see cref="Raw"/> without markup.</summary>
    public IReadOnlyList<string> RawWords { get; init; } = [];
    public ImportedPicture? Picture { get; init; }

    public string Text => Inline.Text;

    /// <summary>This block and all within it.</summary>
    public IEnumerable<ImportBlock> WithInner => Items.SelectMany(i => i).SelectMany(b => b.WithInner).Prepend(this);

    public static ImportBlock Paragraph(InlineText text) => new(ImportBlockKind.Paragraph) { Inline = text };

    public static ImportBlock Heading(int level, InlineText text) => new(ImportBlockKind.Heading) { Inline = text, Level = level };

    public static ImportBlock Verbatim(string markdown, IReadOnlyList<string> words) =>
        new(ImportBlockKind.Raw) { Raw = markdown, RawWords = words };

    /// <summary>True for a paragraph of bold words alone, which is how many editors write a heading.</summary>
    public bool IsBoldLine => Kind == ImportBlockKind.Paragraph && Inline.IsAllBold && Text.Length <= 120;

    public string Markdown => Kind switch
    {
        ImportBlockKind.Paragraph => Inline.Markdown,
        ImportBlockKind.Heading => $"{new string('#', Level)} {Inline.Plain().Markdown}",
        ImportBlockKind.List => string.Join('\n', Items.Select((item, i) => Indent(item, Ordered ? $"{Start + i}{Sign} " : "- "))),
        ImportBlockKind.Footnote => Indent(Items[0], $"[^{Level}]: ", 4),
        ImportBlockKind.Quote => string.Join('\n', Joined(Items.SelectMany(i => i)).Split('\n').Select(l => $"> {l}".TrimEnd())),
        ImportBlockKind.Picture => $"![{MarkdownText.Escape(Picture!.Alt ?? "")}](<{Picture.Url}>){(Picture.Credit is { } credit ? $"\n\n*{MarkdownText.Escape(credit)}*" : "")}",
        _ => Raw,
    };

    public static string Joined(IEnumerable<ImportBlock> blocks) =>
        string.Join("\n\n", blocks.Select(b => b.Markdown).Where(m => m.Length > 0));

    private static string Indent(IReadOnlyList<ImportBlock> item, string mark) => Indent(item, mark, mark.Length);

    private static string Indent(IReadOnlyList<ImportBlock> item, string mark, int columns)
    {
        var indent = "\n" + new string(' ', columns);
        return mark + Joined(item).Replace("\n", indent, StringComparison.Ordinal).Replace(indent + "\n", "\n\n", StringComparison.Ordinal);
    }
}
