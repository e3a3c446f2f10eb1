using System.Text.RegularExpressions;
using FeedHub.Core.Briefs.Import.Text;

namespace FeedHub.Core.Briefs.Import.Blocks;

/// <summary>An item being watched, in an imported text.</summary>
internal sealed record ImportedItem(string Label, List<ImportBlock> Blocks);

/// <summary>
/// Finds the labels of items being watched: headings, bold beginnings or, if nothing is bold, words before a colon, dash or full stop.
/// </summary>
internal static partial class ImportLabels
{
    private const int MaxLabel = 90;
    private static readonly char[] Ends = ['.', ':', '—', '–', '-', ' ', '‒', '―'];

    private enum Style
    {
        Sign,
        Line,
        Sentence,
    }

    /// <param name="blocks">The blocks below the heading of the section.</param>
    /// <param name="isItem">Whether a heading among them begins an item; otherwise it is part of the text.</param>
    public static (List<ImportBlock> Intro, List<ImportedItem> Items) Read(
        IReadOnlyList<ImportBlock> blocks, Func<ImportBlock, bool> isItem)
    {
        var found = Split(blocks, b => b.Kind == ImportBlockKind.Heading && isItem(b) ? new(Trimmed(b.Inline.Current), null) : Bold(b));
        if (found.Items.Count > 0 || blocks.Count == 0)
        {
            return found;
        }
        var paragraphs = blocks.SelectMany(Flat).Where(b => b.Kind == ImportBlockKind.Paragraph).ToList();
        var style = Enum.GetValues<Style>().Select(s => (Style: s, Hits: paragraphs.Count(p => Plain(p, s) is not null)))
            .MaxBy(s => s.Hits);
        if (style.Hits > 0 && (style.Style != Style.Line || style.Hits < paragraphs.Count))
        {
            return Split(blocks, b => Plain(b, style.Style));
        }
        // In a list without labels, each point is an item labelled by its first words.
        return blocks.Any(b => b.Kind == ImportBlockKind.List)
            ? Split(blocks, b => null, unlabelled: true)
            : found;
    }

    /// <summary>A label with the rest of its paragraph; null if there is none.</summary>
    private sealed record Found(string Label, InlineText? Rest);

    private static (List<ImportBlock> Intro, List<ImportedItem> Items) Split(
        IReadOnlyList<ImportBlock> blocks, Func<ImportBlock, Found?> label, bool unlabelled = false)
    {
        var (intro, items) = (new List<ImportBlock>(), new List<ImportedItem>());
        foreach (var block in blocks)
        {
            if (block.Kind == ImportBlockKind.List && (unlabelled || block.Items.Any(i => i.Count > 0 && label(i[0]) is not null)))
            {
                foreach (var point in block.Items)
                {
                    Add(point, unlabelled ? FirstWords(point[0].Text) : null);
                }
                continue;
            }
            Add([block], null);
        }
        return (intro, items);

        void Add(IReadOnlyList<ImportBlock> run, string? given)
        {
            foreach (var block in run)
            {
                if (given is not null)
                {
                    items.Add(new(Trimmed(given), given.Length >= block.Text.Length ? [] : [block]));
                    given = null;
                }
                else if (label(block) is { Label.Length: > 0 } found)
                {
                    items.Add(new(found.Label, found.Rest is { Text.Length: > 0 } rest ? [ImportBlock.Paragraph(rest)] : []));
                }
                else
                {
                    (items.Count == 0 ? intro : items[^1].Blocks).Add(block);
                }
            }
        }
    }

    private static IEnumerable<ImportBlock> Flat(ImportBlock block) =>
        block.Kind == ImportBlockKind.List ? block.Items.SelectMany(i => i) : [block];

    /// <summary>
    /// Bold words at the beginning that stand alone, end in punctuation, or are followed by punctuation or a capital letter.
    /// </summary>
    private static Found? Bold(ImportBlock block)
    {
        if (block.Kind != ImportBlockKind.Paragraph)
        {
            return null;
        }
        var lead = block.Inline.Runs.TakeWhile(r => r.Bold && !r.IsBreak || string.IsNullOrWhiteSpace(r.Text) && !r.IsBreak).ToList();
        var words = string.Concat(lead.Select(r => r.Words)).TrimEnd();
        if (words.Length == 0 || Trimmed(words).Length is 0 or > 2 * MaxLabel)
        {
            return null;
        }
        var rest = block.Inline.From(words.Length);
        var breaks = lead.Count < block.Inline.Runs.Count && block.Inline.Runs[lead.Count].IsBreak;
        var ends = rest.Text.Length == 0
            || breaks
            || ".:?!…—–".Contains(words[^1], StringComparison.Ordinal)
            || words.EndsWith(" -", StringComparison.Ordinal)
            || ".:—–".Contains(rest.Text[0], StringComparison.Ordinal)
                || rest.Text.StartsWith("- ", StringComparison.Ordinal)
                || char.IsUpper(rest.Text[0]);
        return ends ? new(Trimmed(words), WithoutSeparator(rest)) : null;
    }

    private static Found? Plain(ImportBlock block, Style style)
    {
        if (block.Kind != ImportBlockKind.Paragraph)
        {
            return null;
        }
        var text = block.Text;
        if (style == Style.Line)
        {
            return text.Length <= MaxLabel && !".,;!".Contains(text[^1], StringComparison.Ordinal) ? new(Trimmed(text), null) : null;
        }
        var match = (style == Style.Sign ? SignLabel() : SentenceLabel()).Match(text);
        if (!match.Success
            || (style == Style.Sentence ? NoLabel().IsMatch(match.Groups[1].Value) : NoLabelEnd().IsMatch(match.Groups[1].Value)))
        {
            return null;
        }
        return new(Trimmed(match.Groups[1].Value), WithoutSeparator(block.Inline.From(match.Groups[1].Length)));
    }

    private static InlineText WithoutSeparator(InlineText rest)
    {
        var signs = rest.Text.Length - rest.Text.TrimStart(Ends).Length;
        return signs == 0 ? rest : rest.From(signs);
    }

    private static string FirstWords(string text) =>
        text.Length <= MaxLabel ? text
        : FirstClause().Match(text) is { Success: true } clause ? clause.Groups[1].Value
        : Content.PlainText.Excerpt(text, 60);

    private static string Trimmed(string label) => label.Trim().TrimEnd(Ends).Trim();

    /// <summary>Ends at a colon or a dash, but two dashes in one sentence enclose an aside.</summary>
    [GeneratedRegex(@"^((?:[^\s:—–]+ ){0,9}[^\s:—–]+)(?::\s+\S|\s*(?:[—–]|\s-)\s+\S(?![^.?!]{0,120}\s[—–-]\s))")]
    private static partial Regex SignLabel();

    [GeneratedRegex(@"^((?:[^\s.?!]+ ){0,5}[^\s.?!]+[.?])\s+\S")]
    private static partial Regex SentenceLabel();

    [GeneratedRegex(@"^([^,.;:—–]{10,80})[,.;:—–]")]
    private static partial Regex FirstClause();

    /// <summary>Words of running text: a short first sentence that contains one is not a label.</summary>
    [GeneratedRegex(@"^(it|he|she|they|we|this|that|these|those|there|but|and|so|yet|or|not|no|if|in|on|at)\b|\b(is|are|was|were|has|have|had|will|would|can|could|may|must|says|said|did|does|do)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoLabel();

    [GeneratedRegex(@"\b(said|says|say|added|adds|wrote|writes|asked|asks|warned|warns|is|are|was|were|that|follows|following|example|including|include|are these|namely)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoLabelEnd();
}
