using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace FeedHub.Core.Briefs.Markup;

/// <summary>
/// Finds lines that were meant as headings and are text, since there is no blank after their hashes (CommonMark 0.31 §4.2). A line with one
/// hash counts only if the rest is a heading of the house structure: it may begin with a hashtag.
/// </summary>
internal static partial class UnspacedHeadings
{
    /// <param name="markdown">The text from which the document was parsed.</param>
    public static IReadOnlyList<UnspacedHeading> Of(MarkdownDocument document, string markdown, BriefHeadings headings) =>
        [.. document.OfType<ParagraphBlock>().SelectMany(p => Of(p, markdown, headings))];

    private static IEnumerable<UnspacedHeading> Of(ParagraphBlock paragraph, string markdown, BriefHeadings headings)
    {
        var number = paragraph.Line;
        foreach (var line in markdown[paragraph.Span.Start..(paragraph.Span.End + 1)].Split('\n'))
        {
            number++;
            if (Shape().Match(line) is { Success: true, Groups: [_, { Value: var hashes }, { Value: var words }] }
                && (hashes.Length > 1 || headings.KindOf(words.Trim()) != BriefSectionKind.Other))
            {
                yield return new(number, $"{hashes}{words.TrimEnd()}", $"{hashes} {words.Trim()}");
            }
        }
    }

    [GeneratedRegex("^ {0,3}(#{1,6})([^ \t\r#].*)$")]
    private static partial Regex Shape();
}
