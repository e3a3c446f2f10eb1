using FeedHub.Core.Content.Characters;
using FeedHub.Core.Content.Markup.Attributes;

namespace FeedHub.Core.Content;

/// <summary>Converts plain text to HTML.</summary>
public static class TextToHtml
{
    /// <summary>The text as HTML with its paragraphs and line ends.</summary>
    public static string Convert(string text)
    {
        text = XmlCharacters.Keep(text.Length > HtmlCleaner.MaxLength ? text[..HtmlCleaner.MaxLength] : text).Trim();
        var html = new ValueStringBuilder(text.Length + (text.Length / 8));
        if (!text.Contains('\n', StringComparison.Ordinal))
        {
            HtmlReferences.Encode(text, ref html, inAttribute: false);
            return html.Finish();
        }

        var inParagraph = false;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace())
            {
                if (inParagraph)
                    html.Append("</p>");
                inParagraph = false;
                continue;
            }

            html.Append(inParagraph ? "<br>" : "<p>");
            HtmlReferences.Encode(line.Trim(), ref html, inAttribute: false);
            inParagraph = true;
        }

        if (inParagraph)
            html.Append("</p>");
        return html.Finish();
    }
}
