using System.Text.RegularExpressions;
using FeedHub.Core.Briefs.Import.Blocks;
using FeedHub.Core.Briefs.Import.Pages;
using FeedHub.Core.Briefs.Import.Text;
using FeedHub.Core.Briefs.Markup;
using FeedHub.Core.Content;

namespace FeedHub.Core.Briefs.Import;

/// <summary>Converts imported material to the house structure: dek, body, sections, items being watched.</summary>
internal static partial class BriefShape
{
    private const int MaxDek = 500;
    private const int MaxTitle = 200;
    private const int MaxPictures = 20;
    private const int MaxBlocks = 10_000;
    private const int MaxAddress = 2000;
    /// <summary>Maximum characters in a line of a brief's front matter.</summary>
    private const int MaxLine = 500;
    private const int MaxName = 100;
    private const int MaxAuthors = 20;
    private const int MaxTranslations = 12;
    private const int MaxRelated = 12;

    /// <summary>Paragraphs that are read to find out language and subjects.</summary>
    private const int MaxRead = 10;

    public static ImportReading From(ImportMaterial material)
    {
        var headings = material.Guide.Headings;
        var title = MarkdownText.Collapse(material.Title).Trim();
        if (title.Length == 0)
        {
            return new ImportReading.Refused("has no title");
        }
        var (blocks, length) = (0, 0L);
        foreach (var block in material.Blocks.Concat(material.Footnotes).SelectMany(b => b.WithInner))
        {
            (blocks, length) = (blocks + 1, length + block.Text.Length + block.Raw.Length);
        }
        if (length > MarkdownBounds.MaxLength || blocks > MaxBlocks)
        {
            return new ImportReading.Refused(
                $"has {length} characters in {blocks} paragraphs; a brief may have at most {MarkdownBounds.MaxLength} in {MaxBlocks}");
        }
        var frame = ImportFrame.From(material.Blocks, title, headings);
        var (picture, shown) = Picture(material, frame.Blocks, title);
        var (dek, body) = Dek(material, shown);
        if (body.Count == 0 || dek.Length == 0)
        {
            return new ImportReading.Refused("has no text");
        }
        var beginning = string.Join(' ', body.Select(b => b.Text).Where(t => t.Length > 0).Take(MaxRead).Prepend(dek));
        var language = LanguageOf(material.Language, $"{title} {beginning}");
        var subjects = material.Guide.Subjects?.Find(material.Tags, title, beginning, language ?? "und")
            ?? ImportSubjects.From(material.Tags);
        var markdown = ImportSections.Markdown(body, material.Footnotes, headings);
        if (BriefMarkdown.Excess(markdown) is not null)
        {
            // Plain paragraphs are better than a file that cannot be read.
            body = [.. body.SelectMany(Plain).Where(b => b.Text.Length > 0)];
            var footnotes = material.Footnotes.Select(
                f => f with { Items = [[.. f.Items[0].SelectMany(Plain).Where(b => b.Text.Length > 0)]] });
            markdown = ImportSections.Markdown(body, [.. footnotes], headings);
            if (BriefMarkdown.Excess(markdown) is { } excess)
            {
                return new ImportReading.Refused($"has a text that does not fit in a brief: {excess.Message}");
            }
        }
        return new ImportReading.Read(new()
        {
            Id = material.Id is { Length: <= MaxAddress } id && Uri.IsWellFormedUriString(id, UriKind.Absolute) ? id : null,
            Slug = ImportSlug.From(material.Slug, material.Url, title),
            Title = PlainText.Excerpt(title, MaxTitle),
            Dek = PlainText.Excerpt(dek, MaxDek),
            Published = material.Published,
            Updated = material.Updated,
            DateLine = frame.DateLine,
            Authors =
            [
                .. (material.Authors.Count > 0 ? material.Authors : frame.Authors)
                    .Select(PagePicture.OneLine).OfType<string>().Where(a => a.Length <= MaxName).Take(MaxAuthors),
            ],
            Regions = subjects.Regions,
            Topics = subjects.Topics,
            Language = language,
            Translations =
            [
                .. material.Translations.Where(t => LanguageShape().IsMatch(t.Language) && t.Url.Length <= MaxLine && t.Url != material.Url)
                    .DistinctBy(t => t.Language).Take(MaxTranslations),
            ],
            Url = material.Url is { Length: <= MaxAddress } url && new Uri(url).UserInfo.Length == 0 ? url : null,
            Picture = picture,
            Files = [.. material.Files.Where(f => f.Url.Length <= MaxLine).DistinctBy(f => f.Url)],
            Related =
            [
                .. material.Related.Concat(frame.Related).DistinctBy(r => r.Target ?? r.Title)
                    .Where(r => r.Target is null || (r.Target != material.Url && r.Target.Length <= MaxLine)).Take(MaxRelated),
            ],
            Pictures =
            [
                .. body.Concat(material.Footnotes).SelectMany(b => b.WithInner).Select(b => b.Picture?.Url).OfType<string>().Distinct()
                    .Take(MaxPictures),
            ],
            Markdown = markdown,
        })
        {
            Notes = material.Lost,
        };
    }

    /// <summary>The declared language unless the text disproves it, else that of the text; null if neither is known.</summary>
    private static string? LanguageOf(string? declared, string text)
    {
        var settled = LanguageGuess.Settle([declared], text);
        return settled == "und" ? null
            : settled.Equals(declared, StringComparison.OrdinalIgnoreCase) && LanguageShape().IsMatch(declared) ? declared
            : settled;
    }

    /// <summary>The source's own picture, else the one above the text; it is not repeated in the text.</summary>
    private static (ImportedPicture?, IReadOnlyList<ImportBlock>) Picture(
        ImportMaterial material, IReadOnlyList<ImportBlock> blocks, string title)
    {
        var first = blocks.FirstOrDefault(b => b.Kind != ImportBlockKind.Heading);
        var above = first?.Picture;
        var picture = material.Picture ?? above;
        if (picture is null)
        {
            return (null, blocks);
        }
        var twin = blocks.Select(b => b.Picture).FirstOrDefault(p => p is not null && FileOf(p.Url) == FileOf(picture.Url));
        return (
            picture with
            {
                Url = twin?.Url ?? picture.Url,
                Alt = picture.Alt ?? twin?.Alt ?? title,
                Credit = PagePicture.OneLine(picture.Credit ?? twin?.Credit),
                Licence = PageMarkup.Address(picture.Licence ?? twin?.Licence, null),
            },
            [.. blocks.Where(b => b.Picture is null || b.Picture != twin)]);
    }

    /// <summary>A block and all blocks within it, as paragraphs of plain text.</summary>
    private static IEnumerable<ImportBlock> Plain(ImportBlock block) => block.Kind switch
    {
        ImportBlockKind.Heading => [block],
        ImportBlockKind.Raw => block.RawWords.Select(line => ImportBlock.Paragraph(InlineText.From(line))),
        ImportBlockKind.Picture => [ImportBlock.Paragraph(InlineText.From($"{block.Picture!.Alt} {block.Picture.Credit}"))],
        _ => block.Items.SelectMany(i => i).SelectMany(Plain).Prepend(ImportBlock.Paragraph(block.Inline.Plain())),
    };

    /// <summary>Name of the file without the size that WordPress adds to its copies.</summary>
    private static string FileOf(string url) => Size().Replace(url.Split('?')[0].Split('/')[^1], "");

    private static (string Dek, IReadOnlyList<ImportBlock> Body) Dek(ImportMaterial material, IReadOnlyList<ImportBlock> blocks)
    {
        // The usual opening sentence may be below a first heading.
        var first = blocks.Take(3).FirstOrDefault(b => b.Kind == ImportBlockKind.Paragraph && HouseDek().IsMatch(b.Text))
            ?? blocks.FirstOrDefault(b => b.Picture is null);
        var rest = blocks.Where(b => b != first).ToList();
        var excerpt = Whole(WithoutHeading(material.Excerpt, blocks));
        if (material.Dek is { Length: > 0 } given)
        {
            return (given, first is not null && ImportFrame.Same(first.Text, given) ? rest : blocks);
        }
        if (first is { Kind: ImportBlockKind.Paragraph or ImportBlockKind.Heading, Text.Length: > 20 and <= MaxDek } && rest.Count > 0
            && rest.Any(b => b.Kind == ImportBlockKind.Paragraph)
            && material.Guide.Headings.KindOf(first.Text) == BriefSectionKind.Other
            && (HouseDek().IsMatch(first.Text) || first.Inline.IsAllItalic || first.Inline.IsAllBold && first.Text.Length > 60
                || first.Kind == ImportBlockKind.Heading && first.Text.Length > 60 && first.Text[^1] is '.'
                || excerpt is not null && ImportFrame.Same(excerpt, first.Text)))
        {
            return (first.Inline.Current, rest);
        }
        if (excerpt is not null
            && !(first is not null && PlainText.Normalise(first.Text).StartsWith(PlainText.Normalise(excerpt), StringComparison.Ordinal)))
        {
            return (excerpt, blocks);
        }
        var text = blocks.FirstOrDefault(b => b is { Kind: ImportBlockKind.Paragraph, Text.Length: > 0 })?.Inline.Current ?? "";
        return (Sentences(text), blocks);
    }

    /// <summary>The excerpt, unless software cut it off: then no editor wrote it.</summary>
    private static string? Whole(string? excerpt) =>
        excerpt is not null && MarkdownText.Collapse(excerpt).Trim() is { Length: > 20 and <= MaxDek } words && !Cut().IsMatch(words)
            ? words
            : null;

    /// <summary>The excerpt without the first heading, which software includes when it takes the first words of a text.</summary>
    private static string? WithoutHeading(string? excerpt, IReadOnlyList<ImportBlock> blocks)
    {
        var words = MarkdownText.Collapse(excerpt ?? "").Trim();
        var heading = blocks.FirstOrDefault(b => b.Picture is null) is { } first
            && (first.Kind == ImportBlockKind.Heading || first.IsBoldLine)
            ? first.Text
            : null;
        return heading is not null && words.StartsWith(heading, StringComparison.OrdinalIgnoreCase)
            ? words[heading.Length..].TrimStart(' ', '.', ':', '–', '—')
            : excerpt;
    }

    /// <summary>The first sentences that fit.</summary>
    private static string Sentences(string text)
    {
        if (text.Length <= 300)
        {
            return text;
        }
        var end = SentenceEnd().Matches(text).Select(m => m.Index + 1).LastOrDefault(i => i is > 40 and <= 300);
        return end > 0 ? text[..end] : PlainText.Excerpt(text, 300);
    }

    [GeneratedRegex(@"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\z")]
    private static partial Regex LanguageShape();

    [GeneratedRegex(@"-(\d+x\d+|scaled|e\d+)(?=\.[a-z]+$)", RegexOptions.IgnoreCase)]
    private static partial Regex Size();

    [GeneratedRegex(@"^(in )?this (week|month|issue|edition)(['’]s)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HouseDek();

    [GeneratedRegex(@"(\[…\]|\[\.\.\.\]|\[&hellip;\]|…|\.\.\.|read more.{0,10}|continue reading.*)\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Cut();

    [GeneratedRegex(@"[.?!…][""”’)]?(?= )")]
    private static partial Regex SentenceEnd();
}
