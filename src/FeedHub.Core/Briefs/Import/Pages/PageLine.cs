using AngleSharp.Dom;
using FeedHub.Core.Briefs.Import.Text;
using FeedHub.Core.Content;

namespace FeedHub.Core.Briefs.Import.Pages;

/// <summary>
/// Reads what is one line of plain text, such as a title, and keeps what raised and lowered characters say: 10⁹ is not 109.
/// </summary>
internal static class PageLine
{
    /// <param name="html">A fragment, as WordPress writes titles and excerpts.</param>
    public static string From(string html)
    {
        if (!html.Contains('<', StringComparison.Ordinal))
        {
            return PlainText.FromHtml(html);
        }
        using var document = PageMarkup.Parse(html);
        return document is null ? PlainText.FromHtml(html) : From(document.Body ?? document.DocumentElement);
    }

    public static string From(IElement element) => MarkdownText.Collapse(string.Join(
        ' ', BlockReader.Read(element, null).Blocks.SelectMany(b => b.WithInner).Select(b => b.Inline.Current))).Trim();
}
