using System.Net;
using System.Text;
using FeedHub.Core.Content;

namespace FeedHub.Core.Briefs.Markup;

/// <summary>The HTML of a brief, the same on its page and in its feeds.</summary>
public static class BriefHtml
{
    /// <summary>
    /// Every section with its heading; the items being watched have their anchors. Addresses stay as written in the sections.
    /// </summary>
    public static string From(Brief brief) => From(brief, html => html);

    /// <summary>The same for use on other sites: every address is absolute.</summary>
    /// <param name="pageUrl">Address of the brief's page, which relative addresses are resolved against.</param>
    public static string From(Brief brief, string pageUrl) => From(brief, html => HtmlCleaner.Clean(html, pageUrl));

    /// <summary>The brief's picture with its credit; empty without a picture.</summary>
    /// <param name="imageUrl">Address of the picture; see <see cref="BriefAddresses.Image"/>.</param>
    public static string Picture(BriefImage? image, string imageUrl) => image is null
        ? ""
        : $"""<figure><img src="{Text(imageUrl)}" alt="{Text(image.Alt)}">{Caption(image.Credit)}</figure>""";

    private static string From(Brief brief, Func<string, string> finish)
    {
        var html = new StringBuilder();
        foreach (var section in brief.Sections)
        {
            if (section.Heading is not null)
            {
                html.Append("<h2>").Append(Text(section.Heading)).Append("</h2>\n");
            }
            Append(html, finish(section.Html));
            foreach (var item in section.Items)
            {
                html.Append("<h3 id=\"").Append(item.Anchor).Append("\">").Append(Text(item.Label)).Append("</h3>\n");
                Append(html, finish(item.Html));
            }
        }
        return html.ToString();
    }

    private static void Append(StringBuilder html, string part)
    {
        if (part.Length > 0)
        {
            html.Append(part).Append('\n');
        }
    }

    private static string Caption(string? credit) => credit is null ? "" : $"<figcaption>{Text(credit)}</figcaption>";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
