using System.Text;
using AngleSharp.Dom;
using FeedHub.Core.Briefs.Import.Text;

namespace FeedHub.Core.Briefs.Import.Blocks;

/// <summary>Reads an HTML tree, as written by Gutenberg, Elementor or any other editor, into a list of blocks.</summary>
/// <param name="baseUrl">Base of relative addresses, or null.</param>
/// <param name="depth">Lists and quotations around it.</param>
internal sealed class BlockReader(Uri? baseUrl, int depth)
{
    /// <summary>
    /// Maximum nesting of lists and quotations. Anything deeper becomes paragraphs of the innermost one, so that a brief can hold it.
    /// </summary>
    private const int MaxDepth = 16;
    /// <summary>Maximum cells in a table; the rows of a larger one become paragraphs.</summary>
    private const int MaxCells = 2_000;

    private readonly List<InlineRun> open = [];
    private readonly List<ImportBlock> blocks = [];

    /// <summary>The blocks of an element's content.</summary>
    public static IReadOnlyList<ImportBlock> Read(INode root, Uri? baseUrl) => Read(root, baseUrl, 0);

    private static List<ImportBlock> Read(INode root, Uri? baseUrl, int depth)
    {
        var reader = new BlockReader(baseUrl, depth);
        reader.Children(root, new InlineRun(""));
        reader.Flush();
        return reader.blocks;
    }

    private void Children(INode parent, InlineRun look)
    {
        foreach (var node in parent.ChildNodes)
        {
            if (node is IText text)
            {
                open.Add(look with { Text = text.Data.Replace('\n', ' ') });
            }
            else if (node is IElement element && !PageMarkup.IsChrome(element))
            {
                Element(element, look);
            }
        }
    }

    private void Element(IElement element, InlineRun look)
    {
        var name = element.LocalName;
        if (TitleLevel(element) is { } titleLevel)
        {
            Block(() => ImportBlock.Heading(titleLevel, Inline(element)));
            return;
        }
        switch (name)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                Block(() => ImportBlock.Heading(name[1] - '0', Inline(element)));
                break;
            case "ul" or "ol" when depth < MaxDepth:
                Block(() => List(element));
                break;
            case "blockquote" when depth < MaxDepth:
                Block(() => new ImportBlock(ImportBlockKind.Quote) { Items = [Read(element, baseUrl, depth + 1)] });
                break;
            case "pre":
                Block(() => ImportBlock.Verbatim(Code(element.TextContent)));
                break;
            // Nested tables are used for page layout; the content of their cells is the text.
            case "table" when element.QuerySelector("table") is null:
                Block(() => ImportBlock.Verbatim(Table(element)));
                break;
            case "figure" when element.QuerySelector("img") is { } image:
                Block(() => Picture(image, element));
                break;
            case "img":
                Image(element, look);
                break;
            case "iframe" or "video" or "audio":
                Media(element);
                break;
            case "br":
                open.Add(new InlineRun("\n"));
                break;
            case "a":
                Children(element, look with { Href = PageMarkup.Address(element.GetAttribute("href"), baseUrl) ?? look.Href });
                break;
            case "strong" or "b":
                Children(element, look with { Bold = true });
                break;
            case "em" or "i" or "cite" or "dfn":
                Children(element, look with { Italic = true });
                break;
            case "span" or "small" or "mark" or "u" or "s" or "del" or "ins" or "sub" or "sup" or "abbr" or "time" or "code" or "q"
                or "font" or "label" or "bdi" or "bdo" or "kbd" or "var" or "samp" or "wbr":
                Children(element, Styled(element, look));
                break;
            default:
                Flush();
                Children(element, Styled(element, new InlineRun("")));
                Flush();
                break;
        }
    }

    /// <summary>The level of a title that page builders write as something other than a heading; null for other elements.</summary>
    private static int? TitleLevel(IElement element) =>
        element.LocalName[0] == 'h' && element.LocalName.Length == 2 ? null
        : element.LocalName is "summary" or "dt" ? 4
        : element.ClassName is null ? null
        : element.ClassList.Contains("elementor-heading-title") ? 2
        : element.ClassList.Contains("elementor-tab-title")
            || element.ClassList.Contains("elementor-accordion-title")
            || element.ClassList.Contains("elementor-toggle-title")
            || element.ClassList.Contains("elementor-image-box-title") || element.ClassList.Contains("elementor-icon-box-title") ? 4
        : null;

    private static InlineRun Styled(IElement element, InlineRun look)
    {
        var style = element.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        return look with
        {
            Bold = look.Bold
                || style.Contains("font-weight:bold", StringComparison.OrdinalIgnoreCase)
                || style.Contains("font-weight:600", StringComparison.Ordinal)
                || style.Contains("font-weight:700", StringComparison.Ordinal)
                    || style.Contains("font-weight:800", StringComparison.Ordinal),
            Italic = look.Italic || style.Contains("font-style:italic", StringComparison.OrdinalIgnoreCase),
        };
    }

    private InlineText Inline(IElement element)
    {
        var inner = Read(element, baseUrl, depth);
        return InlineText.From(inner.SelectMany(b => b.WithInner).SelectMany(b => b.Inline.Runs.Append(new InlineRun(" "))));
    }

    private ImportBlock List(IElement list) => new(ImportBlockKind.List)
    {
        Ordered = list.LocalName == "ol",
        Items = [.. list.Children.Where(c => !PageMarkup.IsChrome(c)).Select(i => Read(i, baseUrl, depth + 1)).Where(i => i.Count > 0)],
    };

    private void Image(IElement image, InlineRun look)
    {
        // WordPress sends emoji as pictures.
        if (image.ClassList.Contains("emoji") || image.ClassList.Contains("wp-smiley"))
        {
            open.Add(look with { Text = image.GetAttribute("alt") ?? "" });
            return;
        }
        Block(() => Picture(image, null));
    }

    private ImportBlock? Picture(IElement image, IElement? figure) => PagePicture.From(image, figure, baseUrl) is { } picture
        ? new ImportBlock(ImportBlockKind.Picture) { Picture = picture } : null;

    /// <summary>Video, audio and frames become links.</summary>
    private void Media(IElement element)
    {
        var source = element.GetAttribute("src")
            ?? element.GetAttribute("data-src")
            ?? element.QuerySelector("source")?.GetAttribute("src");
        if (PageMarkup.Address(source, baseUrl) is { } href)
        {
            Block(
                () =>
                    ImportBlock.Paragraph(
                        InlineText.From([new InlineRun(element.GetAttribute("title") is { Length: > 0 } title
                            ? title : new Uri(href).Host, Href: href)])));
        }
    }

    private static string Code(string text)
    {
        var fence = new string('`', Math.Max(3, text.Split('\n').Max(l => l.TakeWhile(c => c == '`').Count()) + 1));
        return $"{fence}\n{text.Trim('\n')}\n{fence}";
    }

    private string Table(IElement table)
    {
        var rows = table.QuerySelectorAll("tr")
            .Select(r => r.Children.Select(c => Inline(c).Markdown.Replace("\\\n", " ", StringComparison.Ordinal)).ToList())
            .Where(r => r.Count > 0).ToList();
        if (rows.Count == 0)
        {
            return "";
        }
        var width = rows.Max(r => r.Count);
        if (width * rows.Count > MaxCells)
        {
            return string.Join("\n\n", rows.Select(r => string.Join(' ', r)));
        }
        var lines = new StringBuilder();
        for (var i = 0; i < rows.Count; i++)
        {
            lines.Append("| ").AppendJoin(" | ", rows[i].Concat(Enumerable.Repeat("", width - rows[i].Count))).Append(" |\n");
            if (i == 0)
            {
                lines.Append('|').Insert(lines.Length, " --- |", width).Append('\n');
            }
        }
        return lines.ToString().TrimEnd('\n');
    }

    private void Block(Func<ImportBlock?> read)
    {
        Flush();
        if (read() is { } block && (block.Text.Length > 0 || block.Items.Count > 0 || block.Raw.Length > 0 || block.Picture is not null))
        {
            blocks.Add(block);
        }
    }

    /// <summary>Closes the open paragraph; two line breaks in a row also end a paragraph.</summary>
    private void Flush()
    {
        var paragraph = new List<InlineRun>();
        var breaks = 0;
        foreach (var run in open)
        {
            breaks = run.IsBreak ? breaks + 1 : string.IsNullOrWhiteSpace(run.Text) ? breaks : 0;
            if (breaks == 2)
            {
                Add(paragraph);
                paragraph = [];
            }
            paragraph.Add(run);
        }
        open.Clear();
        Add(paragraph);
    }

    private void Add(List<InlineRun> runs)
    {
        if (InlineText.From(runs) is { Text.Length: > 0 } text)
        {
            blocks.Add(ImportBlock.Paragraph(text));
        }
    }
}
