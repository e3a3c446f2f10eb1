using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using FeedHub.Core.Content;
using FeedHub.Core.Content.Markup;

namespace FeedHub.Core.Briefs.Markup;

/// <summary>
/// The HTML of a brief as a post of WordPress has it, in blocks of its editor. An import reads the same brief from it, without pictures.
/// </summary>
public static class WordPressHtml
{
    /// <summary>
    /// Divides the bracket from the name, so that WordPress runs no shortcode that somebody else wrote. It shows nothing, an editor's
    /// saving keeps it, and an import leaves it out. A reference instead of the bracket would be a bracket again once it is saved.
    /// </summary>
    private const string Divided = "[\u2060";

    /// <param name="pageUrl">Address of the brief's page, which relative addresses are resolved against.</param>
    public static string From(Brief brief, string pageUrl)
    {
        var html = new StringBuilder();
        // The editor sees it here; in italics, an import knows it as the dek whatever the excerpt says.
        Block(html, "paragraph", $"<p><em>{Line(brief.Dek)}</em></p>");
        foreach (var section in brief.Sections)
        {
            if (section.Heading is { } heading)
                Block(html, "heading", Heading(2, Line(heading)));
            Append(html, section.Html, pageUrl);
            foreach (var item in section.Items)
            {
                Block(html, "heading {\"level\":3}", Heading(3, Line(item.Label)));
                Append(html, item.Html, pageUrl);
            }
        }
        return html.ToString();
    }

    /// <summary>Plain text as HTML on one line, as for a title.</summary>
    public static string Line(string text) => WebUtility.HtmlEncode(text).Replace("[", Divided, StringComparison.Ordinal);

    private static void Append(StringBuilder html, string part, string pageUrl)
    {
        using var document = HtmlTree.Parse(HtmlCleaner.Clean(part, pageUrl));
        var body = document.Body ?? document.DocumentElement;
        foreach (var node in body.Descendants())
        {
            if (node is IText text)
            {
                text.Data = text.Data.Replace("[", Divided, StringComparison.Ordinal);
            }
            else if (node is IElement element && element.GetAttribute("href") is { } address)
            {
                element.SetAttribute("href", address.Replace("[", "%5B", StringComparison.Ordinal));
                // What links of theirs tell search engines is for the other site to say.
                element.RemoveAttribute("rel");
            }
        }
        foreach (var element in body.Children)
        {
            if (element.LocalName == "p")
                Block(html, "paragraph", element.OuterHtml);
            else if (element.LocalName == "ul" && element.QuerySelector("ul, ol, p") is null)
                Block(html, "list", List(element));
            else
                // The editor shows what is in no block as one of its classic kind.
                html.Append(element.OuterHtml).Append("\n\n");
        }
    }

    private static void Block(StringBuilder html, string block, string part) =>
        html.Append(CultureInfo.InvariantCulture, $"<!-- wp:{block} -->\n{part}\n<!-- /wp:{block.Split(' ')[0]} -->\n\n");

    private static string Heading(int level, string html) => $"<h{level} class=\"wp-block-heading\">{html}</h{level}>";

    private static string List(IElement list)
    {
        var items = list.Children.Select(i => $"<!-- wp:list-item -->\n<li>{i.InnerHtml.Trim()}</li>\n<!-- /wp:list-item -->");
        return $"<ul class=\"wp-block-list\">{string.Join("\n\n", items)}</ul>";
    }
}
