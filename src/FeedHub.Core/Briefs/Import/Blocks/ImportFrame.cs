using FeedHub.Core.Briefs.Import.Text;
using FeedHub.Core.Briefs.Markup;
using FeedHub.Core.Content;

namespace FeedHub.Core.Briefs.Import.Blocks;

/// <summary>The blocks of a brief, separated from what surrounds them on the page.</summary>
internal sealed record ImportFrame
{
    /// <summary>Number of blocks at the beginning in which the date, authors and title may be repeated.</summary>
    private const int Top = 8;

    /// <summary>Maximum characters of the title of a related text.</summary>
    private const int MaxTitle = 150;

    public required IReadOnlyList<ImportBlock> Blocks { get; init; }
    public IReadOnlyList<RelatedLink> Related { get; init; } = [];
    public string? DateLine { get; init; }
    public IReadOnlyList<string> Authors { get; init; } = [];

    public static ImportFrame From(IReadOnlyList<ImportBlock> blocks, string title, BriefHeadings headings)
    {
        var (text, tail) = CutTail(blocks);
        var (kept, date, authors) = (new List<ImportBlock>(), (string?)null, new List<string>());
        for (var i = 0; i < text.Count; i++)
        {
            var block = text[i];
            if (block.Kind is ImportBlockKind.Paragraph or ImportBlockKind.Heading)
            {
                if (ImportLines.IsShareLine(block.Text) || ImportLines.IsBoilerplate(block.Text) || (i < Top && Same(block.Text, title)))
                {
                    continue;
                }
                if ((i < Top || i >= text.Count - 3)
                    && headings.KindOf(block.Text) == BriefSectionKind.Other
                    && ImportLines.Byline(block.Text) is { } line)
                {
                    date ??= line.Date;
                    authors.AddRange(line.Authors);
                    continue;
                }
            }
            else if (block.Kind == ImportBlockKind.List
                && block.Items.All(
                    item =>
                        item.All(b => b.Text.Length > 0 && (ImportLines.IsShareLine(b.Text) || i < Top
                            && ImportLines.Byline(b.Text) is not null))))
            {
                foreach (var line in block.Items.SelectMany(item => item).Select(b => ImportLines.Byline(b.Text)).OfType<ImportByline>())
                {
                    date ??= line.Date;
                    authors.AddRange(line.Authors);
                }
                continue;
            }
            kept.Add(block);
        }
        return new()
        {
            Blocks = kept,
            Related = Links(tail) is { Count: > 0 } links ? links : Titles(tail),
            DateLine = date,
            Authors = [.. authors.Distinct()],
        };
    }

    /// <summary>Whether two texts look the same to a reader.</summary>
    public static bool Same(string a, string b) => PlainText.Normalise(a) == PlainText.Normalise(b);

    /// <summary>
    /// Everything below "Related Posts" belongs to other texts, whatever headings their excerpts begin with. Such a label before the text
    /// itself is ignored.
    /// </summary>
    private static (IReadOnlyList<ImportBlock> Text, IReadOnlyList<ImportBlock> Tail) CutTail(IReadOnlyList<ImportBlock> blocks)
    {
        var words = 0;
        for (var i = 0; i < blocks.Count; i++)
        {
            var block = blocks[i];
            if (block.Kind is ImportBlockKind.Paragraph or ImportBlockKind.Heading && words > 200)
            {
                if (ImportLines.IsRelatedLabel(block.Text))
                {
                    return ([.. blocks.Take(i)], [.. blocks.Skip(i + 1)]);
                }
                if (ImportLines.IsEndLabel(block.Text))
                {
                    var related = blocks.Skip(i).SkipWhile(b => !ImportLines.IsRelatedLabel(b.Text)).Skip(1);
                    return ([.. blocks.Take(i)], [.. related]);
                }
            }
            words += block.WithInner.Sum(b => b.Text.Length);
        }
        return ([.. blocks.Where(b => !ImportLines.IsRelatedLabel(b.Text))], []);
    }

    /// <summary>The links in the titles if titles have links, else all links.</summary>
    private static IReadOnlyList<RelatedLink> Links(IReadOnlyList<ImportBlock> tail)
    {
        var all = tail.TakeWhile(b => !ImportLines.IsEndLabel(b.Text)).SelectMany(b => b.WithInner).ToList();
        var titles = all.Where(b => b.Kind == ImportBlockKind.Heading && b.Inline.Runs.Any(r => r.Href is not null)).ToList();
        return [.. (titles.Count > 0 ? titles : all).SelectMany(b => b.Inline.Runs)
            .Where(r => r.Href is not null && !ImportLines.IsShareLine(r.Text) && IsPage(r.Href))
            .Select(r => new RelatedLink(TitleOf(r.Text), r.Href)).DistinctBy(l => l.Target)];
    }

    /// <summary>Lines that stand alone; the excerpts below them are sentences, or cut off.</summary>
    private static IReadOnlyList<RelatedLink> Titles(IReadOnlyList<ImportBlock> tail) =>
    [
        .. tail.TakeWhile(b => !ImportLines.IsEndLabel(b.Text)).SelectMany(b => b.WithInner).Select(b => b.Text)
            .Where(t => t.Length is > 0 and <= MaxTitle && !".…]:;,".Contains(t[^1], StringComparison.Ordinal))
            .Where(t => !ImportLines.IsShareLine(t)).Distinct().Select(t => new RelatedLink(t, null)),
    ];

    /// <summary>The words of a link as a title; null if there are none, as in a link around a picture.</summary>
    public static string? TitleOf(string words) =>
        MarkdownText.Collapse(words).Trim() is { Length: > 0 } title ? PlainText.Excerpt(title, MaxTitle) : null;

    public static bool IsPage(string href) =>
        href.StartsWith("http", StringComparison.Ordinal) && new Uri(href) is { AbsolutePath.Length: > 1 } url
        && !url.AbsolutePath.Contains("/category/", StringComparison.Ordinal)
            && !url.AbsolutePath.Contains("/tag/", StringComparison.Ordinal)
        && !url.AbsolutePath.Contains("/author/", StringComparison.Ordinal);
}
