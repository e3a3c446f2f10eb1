using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FeedHub.Core.Content;
using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;

namespace FeedHub.Core.Briefs.Markup;

/// <summary>Writes runs of blocks as safe HTML. Our own addresses begin at the root of the host, whatever the host is.</summary>
/// <remarks>
/// The cleaner keeps no ids, so those of footnotes are set after it: <c>fn-1</c> for a note, <c>fnref-1</c> for the first mark that leads
/// to it. No text can choose another.
/// </remarks>
internal sealed partial class SectionHtml : IDisposable
{
    /// <summary>
    /// The cleaner keeps no relative addresses. This host, which cannot exist (RFC 6761 §6.4), stands in for ours and is removed
    /// afterwards.
    /// </summary>
    private const string NoHost = "https://feedhub.invalid";

    private readonly StringWriter writer = new();
    private readonly HtmlRenderer renderer;
    private readonly string page;
    private readonly HashSet<string> marked = new(StringComparer.Ordinal);

    /// <param name="page">Path of the brief's page from the root of the host.</param>
    public SectionHtml(MarkdownPipeline pipeline, string page)
    {
        this.page = page;
        renderer = new(writer);
        pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlFootnoteLinkRenderer>(new FootnoteLinkHtml());
    }

    public string Of(IEnumerable<Block> blocks)
    {
        writer.GetStringBuilder().Clear();
        foreach (var block in blocks)
        {
            renderer.Render(block);
        }
        var html = HtmlCleaner.Clean(writer.ToString(), NoHost + page).Replace($"=\"{NoHost}/", "=\"/", StringComparison.Ordinal).Trim();
        // In what the cleaner wrote, this is the beginning of a link and nothing else. Without the path, it also leads to the note where a
        // page is shown at another address (a preview); in feeds, addresses become absolute.
        return LinkWithin().Replace(
            html,
            m =>
            {
                var (place, number) = (m.Groups["place"].Value, m.Groups["number"].Value);
                var id = place == "fn" && m.Groups["page"].Value == page && marked.Add(number) ? $" id=\"fnref-{number}\"" : "";
                return m.Groups["page"].Value == page ? $"<a{id} href=\"#{place}-{number}\"" : m.Value;
            });
    }

    /// <summary>The notes to which the text refers, each with its id.</summary>
    public string Of(FootnoteGroup footnotes)
    {
        var html = new StringBuilder("<hr>\n<ol>\n");
        foreach (var note in footnotes.OfType<Footnote>())
        {
            html.Append(CultureInfo.InvariantCulture, $"<li id=\"fn-{note.Order}\">{Of((IEnumerable<Block>)note)}</li>\n");
        }
        return html.Append("</ol>").ToString();
    }

    public void Dispose() => writer.Dispose();

    [GeneratedRegex("<a href=\"(?<page>[^\"#]*)#(?<place>fn|fnref)-(?<number>[1-9][0-9]{0,3})\"")]
    private static partial Regex LinkWithin();

    /// <summary>Writes a mark as a link to its note, and one link back from the note.</summary>
    private sealed class FootnoteLinkHtml : HtmlObjectRenderer<FootnoteLink>
    {
        protected override void Write(HtmlRenderer renderer, FootnoteLink link)
        {
            var number = link.Footnote.Order.ToString(CultureInfo.InvariantCulture);
            if (!link.IsBackLink)
            {
                renderer.Write($"<sup><a href=\"#fn-{number}\">{number}</a></sup>");
            }
            else if (link.Index == link.Footnote.Links[0].Index)
            {
                // The variation selector keeps the arrow from being shown as a picture.
                renderer.Write($" <a href=\"#fnref-{number}\">\u21a9\ufe0e</a>");
            }
        }
    }
}
