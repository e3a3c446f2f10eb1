using System.Text;
using System.Text.RegularExpressions;
using FeedHub.Core.Briefs.Import.Blocks;
using FeedHub.Core.Briefs.Import.Text;
using FeedHub.Core.Briefs.Markup;

namespace FeedHub.Core.Briefs.Import;

/// <summary>Reads a brief from plain text: the title in the first line, the dek in the next, headings by their names and shape.</summary>
public static partial class PlainTextBrief
{
    private const int MaxHeading = 90;
    private const int Wrapped = 100;

    /// <param name="guide">Null for none.</param>
    public static ImportReading Read(string text, ImportGuide? guide = null) =>
        ImportReading.From(() => ReadText(text, guide ?? ImportGuide.None));

    private static ImportReading ReadText(string text, ImportGuide guide)
    {
        var headings = guide.Headings;
        if (text.Length > MarkdownBounds.MaxLength)
        {
            return new ImportReading.Refused($"has {text.Length} characters; a brief may have at most {MarkdownBounds.MaxLength}");
        }
        var paragraphs = Paragraphs(text.ReplaceLineEndings("\n").Trim('\n', '\ufeff', ' '), headings);
        var title = paragraphs.FindIndex(p => !ImportLines.IsBoilerplate(p));
        if (title < 0)
        {
            return new ImportReading.Refused("has no text");
        }
        var rest = paragraphs.Skip(title + 1).ToList();
        var dek = rest.FindIndex(p => ImportLines.Byline(p) is null && !ImportLines.IsBoilerplate(p) && !ImportLines.IsShareLine(p));
        return BriefShape.From(new ImportMaterial
        {
            Guide = guide,
            Title = MarkdownLead().Replace(paragraphs[title], ""),
            Dek = dek >= 0 && IsDek(rest, dek, headings) ? Inline(rest[dek]).Text : null,
            Blocks = Blocks(rest, headings),
        });
    }

    /// <summary>A line of moderate length that is not a heading and has more text below it.</summary>
    private static bool IsDek(List<string> rest, int index, BriefHeadings headings) =>
        rest[index].Length <= 500 && headings.KindOf(rest[index]) == BriefSectionKind.Other && !IsHeading(rest, index, headings)
        && rest.Skip(index + 1).FirstOrDefault() is { } next
            && headings.KindOf(next) == BriefSectionKind.Other
            && rest.Count > index + 2;

    private static List<ImportBlock> Blocks(List<string> paragraphs, BriefHeadings headings)
    {
        var blocks = new List<ImportBlock>();
        var list = new List<IReadOnlyList<ImportBlock>>();
        for (var i = 0; i < paragraphs.Count; i++)
        {
            var text = paragraphs[i];
            if (Bullet().Match(text) is { Success: true } bullet)
            {
                list.Add([ImportBlock.Paragraph(Inline(text[bullet.Length..]))]);
                continue;
            }
            if (list.Count > 0)
            {
                blocks.Add(new(ImportBlockKind.List) { Items = [.. list] });
                list.Clear();
            }
            blocks.Add(IsHeading(paragraphs, i, headings)
                ? ImportBlock.Heading(
                    Hashes().Match(text) is { Success: true } hashes ? hashes.Groups[1].Length : 2,
                    InlineText.From(Hashes().Replace(text, "").TrimEnd(':')))
                : ImportBlock.Paragraph(Inline(text)));
        }
        if (list.Count > 0)
        {
            blocks.Add(new(ImportBlockKind.List) { Items = list });
        }
        return blocks;
    }

    /// <summary>A short line that does not end like a sentence, above a longer one.</summary>
    private static bool IsHeading(List<string> paragraphs, int index, BriefHeadings headings)
    {
        var line = paragraphs[index];
        return Hashes().IsMatch(line) || headings.KindOf(line) != BriefSectionKind.Other
            || (line.Length <= MaxHeading && !".,;!:…”\"*".Contains(line[^1], StringComparison.Ordinal) && char.IsLetterOrDigit(line[0])
                && line.Any(char.IsLetter)
                && (char.IsUpper(line[0]) || char.IsDigit(line[0]) || !char.IsLower(line[0]))
                    && ImportLines.Byline(line) is null
                    && !ImportLines.IsShareLine(line)
                    && !ImportLines.IsRelatedLabel(line)
                && index + 1 < paragraphs.Count && paragraphs[index + 1].Length > line.Length);
    }

    /// <summary>Markdown's bold is recognised too, since texts are copied from such editors.</summary>
    private static InlineText Inline(string text) =>
        InlineText.From(BoldParts().Split(text).Select((part, i) => new InlineRun(part, Bold: i % 2 == 1)));

    /// <summary>
    /// Text copied from a page has one line for each paragraph. Text from an editor that wraps lines has an empty line between paragraphs,
    /// and a line that is much shorter than the others stands alone.
    /// </summary>
    private static List<string> Paragraphs(string text, BriefHeadings headings)
    {
        var lines = text.Split('\n').Select(l => MarkdownText.Collapse(l).Trim()).ToList();
        var paragraphs = new List<string>();
        if (lines.Exists(l => l.Length > 2 * Wrapped) || !lines.Exists(l => l.Length == 0))
        {
            return [.. lines.Where(l => l.Length > 0)];
        }
        var width = lines.Max(l => l.Length);
        var open = new StringBuilder();
        foreach (var line in lines)
        {
            var alone = line.Length > 0
                && open.Length == 0
                && (line.Length < width / 2 || headings.KindOf(line) != BriefSectionKind.Other);
            if (line.Length == 0 || alone || Bullet().IsMatch(line))
            {
                Close();
            }
            if (alone)
            {
                paragraphs.Add(line);
                continue;
            }
            open.Append(open.Length == 0 ? "" : " ").Append(line);
        }
        Close();
        return paragraphs;

        void Close()
        {
            if (open.Length > 0)
            {
                paragraphs.Add(open.ToString());
            }
            open.Clear();
        }
    }

    [GeneratedRegex(@"^(?:[•◦▪‣●·*+–-]|\d{1,2}[.)])\s+(?=\S)")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"^(#{1,6})\s+")]
    private static partial Regex Hashes();

    [GeneratedRegex(@"^#\s+")]
    private static partial Regex MarkdownLead();

    [GeneratedRegex(@"\*\*([^*]+)\*\*")]
    private static partial Regex BoldParts();
}
