using AngleSharp.Dom;
using FeedHub.Core.Briefs.Import.Blocks;
using FeedHub.Core.Briefs.Import.Text;

namespace FeedHub.Core.Briefs.Import.Pages;

/// <summary>Reads an HTML tree, as written by Gutenberg, Elementor or any other editor, into a list of blocks.</summary>
/// <param name="baseUrl">Base of relative addresses, or null.</param>
/// <param name="footnotes">The footnotes of the page.</param>
/// <param name="losses">Where to tell what is not kept.</param>
/// <param name="depth">Lists and quotations around it.</param>
internal sealed class BlockReader(Uri? baseUrl, PageFootnotes footnotes, PageLosses losses, int depth)
{
    /// <summary>
    /// Maximum nesting of lists and quotations. Anything deeper becomes paragraphs of the innermost one, so that a brief can hold it.
    /// </summary>
    private const int MaxDepth = 16;

    private const InlineMarks Edits = InlineMarks.Deleted | InlineMarks.Inserted;

    private readonly List<InlineRun> open = [];
    private readonly List<ImportBlock> blocks = [];

    /// <summary>The content of an element.</summary>
    public static BlockReading Read(INode root, Uri? baseUrl)
    {
        var (footnotes, losses) = (PageFootnotes.From(root, baseUrl), new PageLosses());
        var reader = new BlockReader(baseUrl, footnotes, losses, 0);
        var blocks = reader.Read(root, 0, new InlineRun(""));
        var notes = footnotes.Notes.Select(n => reader.Footnote(n.Number, n.Note)).OfType<ImportBlock>().ToList();
        return new(blocks, notes, PageMedia.Files(root, baseUrl), losses.Told);
    }

    private List<ImportBlock> Read(INode root, int inner, InlineRun look)
    {
        var reader = new BlockReader(baseUrl, footnotes, losses, inner);
        reader.Children(root, new InlineRun("") { Marks = look.Marks & Edits });
        reader.Flush();
        return reader.blocks;
    }

    private ImportBlock? Footnote(int number, IElement note)
    {
        var read = Read(note, depth + 1, new InlineRun(""));
        if (read is [{ Kind: ImportBlockKind.Paragraph } first, ..])
        {
            var length = PageFootnotes.NumberLength(first.Text, $"{number}", note.LocalName == "li");
            read[0] = ImportBlock.Paragraph(length == 0 ? first.Inline : first.Inline.From(length));
        }
        return read.Count == 0 ? null : new(ImportBlockKind.Footnote) { Level = number, Items = [read] };
    }

    private void Children(INode parent, InlineRun look)
    {
        foreach (var node in parent.ChildNodes)
        {
            if (node is IText text)
            {
                open.Add(look with { Text = text.Data.Replace('\n', ' ') });
            }
            else if (node is IElement element && !footnotes.IsNote(element))
            {
                if (PageMarkup.IsChrome(element))
                {
                    losses.AddUnread(element);
                }
                else
                {
                    Element(element, look);
                }
            }
        }
    }

    private void Element(IElement element, InlineRun look)
    {
        var name = element.LocalName;
        if (PageGallery.IsItem(element) && PageGallery.Single(element) is { } shown)
        {
            Block(() => Picture(shown, element, look));
            return;
        }
        if (PageStyle.TitleLevel(element) is { } titleLevel)
        {
            Block(() => ImportBlock.Heading(titleLevel, Inline(element, look)));
            return;
        }
        switch (name)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                Block(() => ImportBlock.Heading(name[1] - '0', Inline(element, look)));
                break;
            case "ul" or "ol" when depth < MaxDepth && !PageGallery.IsGallery(element):
                Block(() => List(element, look));
                break;
            case "blockquote" when depth < MaxDepth:
                Block(() => new ImportBlock(ImportBlockKind.Quote) { Items = [Read(element, depth + 1, look)] });
                break;
            case "pre":
                Block(() => ImportBlock.Verbatim(Code(element.TextContent), element.TextContent.Split('\n')));
                break;
            // Nested tables are used for page layout; the content of their cells is the text.
            case "table" when element.QuerySelector("table") is null:
                Caption(element, look);
                Block(() => PageTable.From(element, cell => Inline(cell, look), losses));
                break;
            case "figure" when PageGallery.Single(element) is { } image:
                Block(() => Picture(image, element, look));
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
            case "a" when PageMedia.IsRepeated(element) || footnotes.IsBackLink(element):
                break;
            case "a" when footnotes.MarkOf(element) is { } number:
                open.Add(new InlineRun($"{number}") { Footnote = number, Marks = InlineMarks.Superscript });
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
            case "del" or "s" or "strike" or "ins" or "sub" or "sup" or "code" or "kbd" or "samp" or "tt"
                or "span" or "small" or "mark" or "u" or "abbr" or "time" or "q" or "font" or "label" or "bdi" or "bdo" or "var" or "wbr":
                Children(element, PageStyle.Of(element, look));
                break;
            default:
                Flush();
                // An element for deleted or inserted words may hold paragraphs (HTML, 4.7).
                Children(element, PageStyle.Of(element, new InlineRun("") { Marks = look.Marks & Edits }));
                Flush();
                break;
        }
    }

    private InlineText Inline(IElement element, InlineRun look)
    {
        var inner = Read(element, depth, look);
        return InlineText.From(inner.SelectMany(b => b.WithInner).SelectMany(b => b.Inline.Runs.Append(new InlineRun(" "))));
    }

    private ImportBlock List(IElement list, InlineRun look) => new(ImportBlockKind.List)
    {
        Ordered = list.LocalName == "ol",
        Start = list.LocalName == "ol" ? PageList.Start(list, losses) : 1,
        Items =
        [
            .. list.Children.Where(c => !PageMarkup.IsChrome(c) && !footnotes.IsNote(c)).Select(i => Read(i, depth + 1, look))
                .Where(i => i.Count > 0),
        ],
    };

    private void Image(IElement image, InlineRun look)
    {
        // WordPress sends emoji as pictures.
        if (image.ClassList.Contains("emoji") || image.ClassList.Contains("wp-smiley"))
        {
            open.Add(look with { Text = image.GetAttribute("alt") ?? "" });
            return;
        }
        Block(() => Picture(image, null, look));
    }

    private ImportBlock? Picture(IElement image, IElement? figure, InlineRun look)
    {
        if (PagePicture.From(image, figure, baseUrl) is not { } picture)
        {
            if (image.GetAttribute("width") != "1")
            {
                losses.Add(figure ?? image, "its picture has no address that readers can open");
            }
            return null;
        }
        // In the words of a caption, too, 10⁹ is not 109.
        var caption = figure is null ? null : PagePicture.CaptionOf(figure);
        return new ImportBlock(ImportBlockKind.Picture)
        {
            Picture = caption is null ? picture : picture with { Credit = PagePicture.OneLine(Inline(caption, look).Current) },
        };
    }

    private void Media(IElement element)
    {
        if (PageMedia.Link(element, baseUrl) is { } link)
        {
            Block(() => ImportBlock.Paragraph(InlineText.From([link])));
        }
        else
        {
            losses.Add(element, "it has no address that readers can open");
        }
    }

    private static string Code(string text)
    {
        var fence = new string('`', Math.Max(3, text.Split('\n').Max(l => l.TakeWhile(c => c == '`').Count()) + 1));
        return $"{fence}\n{text.Trim('\n')}\n{fence}";
    }

    /// <summary>What a table is about stands above it.</summary>
    private void Caption(IElement table, InlineRun look)
    {
        if (table.Children.FirstOrDefault(c => c.LocalName == "caption") is { } caption)
        {
            Block(() => ImportBlock.Paragraph(Inline(caption, look)));
        }
    }

    private void Block(Func<ImportBlock?> read)
    {
        Flush();
        if (read() is { } block && (block.Text.Length > 0 || block.Items.Count > 0 || block.Raw.Length > 0 || block.Picture is not null))
        {
            // Below a list, another one with the same sign after its numbers would continue it (CommonMark §5.3).
            blocks.Add(block.Ordered && blocks is [.., { Ordered: true, Sign: '.' }] ? block with { Sign = ')' } : block);
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
