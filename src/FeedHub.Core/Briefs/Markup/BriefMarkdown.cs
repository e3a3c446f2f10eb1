using FeedHub.Core.Content.Characters;
using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace FeedHub.Core.Briefs.Markup;

/// <summary>Reads the Markdown of a brief into its sections.</summary>
public static class BriefMarkdown
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().UseFootnotes().Build();
    /// <summary>Maximum nesting of emphasis, links and pictures; they are walked by recursion, and Markdig throws from 128 on.</summary>
    private const int MaxInlineDepth = 40;

    /// <summary>Splits the text at its headings of the first and second level; the part before the first heading is the body.</summary>
    /// <param name="seriesPath">
    /// Path of the series on our site, from the root of the host; links to <c>media/x</c> become paths below it.
    /// </param>
    /// <param name="watching">Whether lines <c>watch: {…}</c> are filters; if not, they are ordinary text.</param>
    public static BriefText Read(string markdown, string seriesPath, string slug, bool watching)
    {
        if (Parse(markdown, out var excess) is not { } document)
        {
            return new([], [], []) { Excess = excess };
        }
        var media = PointMediaTo($"{seriesPath}/media", document);
        using var html = new SectionHtml(Pipeline, $"{seriesPath}/{slug}");
        var watches = new List<WatchLine>();
        var unspaced = UnspacedHeadings.Of(document, XmlCharacters.Keep(markdown));
        var sections = Split(document).Select(part => ToSection(part, html.Of, watching ? watches : null)).ToList();
        if (document.OfType<FootnoteGroup>().FirstOrDefault() is { } footnotes)
        {
            sections.Add(new() { Kind = BriefSectionKind.Footnotes, Html = html.Of(footnotes) });
        }
        return new(sections, media, watches) { UnspacedHeadings = unspaced };
    }

    /// <summary>What prevents the text from being read as a brief, or null.</summary>
    public static MarkdownExcess? Excess(string markdown) => Parse(markdown, out var excess) is null ? excess : null;

    /// <summary>
    /// The text with the lines that would be filters of items as plain text, as an import writes them today. Older imports did not.
    /// </summary>
    public static string WithoutFilters(string markdown)
    {
        var lines = markdown.ReplaceLineEndings("\n").Split('\n');
        foreach (var watch in Read(markdown, "", "", watching: true).Watches)
        {
            lines[watch.Line - 1] = lines[watch.Line - 1].Replace(
                WatchingItems.Filter, WatchingItems.Filter.Replace(":", "\\:", StringComparison.Ordinal), StringComparison.Ordinal);
        }
        return string.Join('\n', lines);
    }

    internal static MarkdownDocument? Parse(string markdown, out MarkdownExcess? excess)
    {
        markdown = XmlCharacters.Keep(markdown);
        if ((excess = MarkdownBounds.Find(markdown)) is not null)
        {
            return null;
        }
        var document = Markdown.Parse(markdown, Pipeline);
        excess = document.Descendants<LeafBlock>().FirstOrDefault(b => b.Inline is not null && IsTooDeep(b.Inline)) is { } deep
            ? new(deep.Line + 1, $"emphasis, links or pictures are nested more than {MaxInlineDepth} levels deep; reduce the nesting")
            : null;
        return excess is null ? document : null;
    }

    private static bool IsTooDeep(ContainerInline root)
    {
        for (var (inline, depth) = ((Inline)root, 0); ;)
        {
            if (inline is ContainerInline { FirstChild: { } child })
            {
                if (++depth > MaxInlineDepth)
                {
                    return true;
                }
                inline = child;
                continue;
            }
            for (; inline.NextSibling is null; depth--)
            {
                if (inline == root)
                {
                    return false;
                }
                inline = inline.Parent!;
            }
            if (inline == root)
            {
                return false;
            }
            inline = inline.NextSibling;
        }
    }

    /// <summary>The plain text of an inline and the inlines within it.</summary>
    internal static string Plain(Inline? inline) => XmlCharacters.Keep(Text(inline)).Trim();

    private static string Text(Inline? inline) => inline switch
    {
        ContainerInline container => string.Concat(container.Select(Text)),
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        LineBreakInline => " ",
        _ => "",
    };

    private static IEnumerable<(HeadingBlock? Heading, List<Block> Blocks)> Split(MarkdownDocument document)
    {
        HeadingBlock? heading = null;
        var blocks = new List<Block>();
        foreach (var block in document)
        {
            if (block is HeadingBlock { Level: <= 2 } next)
            {
                if (heading is not null || blocks.Count > 0)
                {
                    yield return (heading, blocks);
                }
                (heading, blocks) = (next, []);
            }
            else if (block is not (LinkReferenceDefinitionGroup or FootnoteGroup))
            {
                blocks.Add(block);
            }
        }
        if (heading is not null || blocks.Count > 0)
        {
            yield return (heading, blocks);
        }
    }

    private static BriefSection ToSection(
        (HeadingBlock? Heading, List<Block> Blocks) part, Func<IEnumerable<Block>, string> html, List<WatchLine>? watches)
    {
        if (part.Heading is null)
        {
            return new() { Kind = BriefSectionKind.Body, Html = html(part.Blocks) };
        }
        var heading = Plain(part.Heading.Inline);
        var kind = BriefHeadings.KindOf(heading);
        if (kind != BriefSectionKind.Watching)
        {
            return new() { Kind = kind, Heading = heading, Html = html(part.Blocks) };
        }
        var (intro, items) = WatchingItems.Read(part.Blocks, html, watches);
        return new() { Kind = kind, Heading = heading, Html = intro, Items = items };
    }

    private static List<MediaReference> PointMediaTo(string mediaPath, MarkdownDocument document)
    {
        var references = new List<MediaReference>();
        foreach (var link in document.Descendants<LinkInline>())
        {
            if (MediaFile(link.Url) is { } file)
            {
                link.GetDynamicUrl = null;
                link.Url = $"{mediaPath}/{file}";
                references.Add(new(Uri.UnescapeDataString(file), link.Line + 1));
            }
        }
        return references;
    }

    /// <summary>
    /// Editors' previews find a picture at <c>../media/x.png</c>, relative to the file's own folder, so that spelling is valid too.
    /// </summary>
    private static string? MediaFile(string? url)
    {
        foreach (var prefix in (ReadOnlySpan<string>)["media/", "./media/", "../media/"])
        {
            if (url is not null && url.StartsWith(prefix, StringComparison.Ordinal))
            {
                return url[prefix.Length..];
            }
        }
        return null;
    }
}
