using FeedHub.Core.Content.Markup;

namespace FeedHub.Core.Content;

/// <summary>Plain text as HTML.</summary>
public static class HtmlText
{
    /// <summary>The text with its paragraphs and line ends.</summary>
    public static string Of(string text)
    {
        text = XmlCharacters.Keep(text.Length > HtmlCleaner.MaxLength ? text[..HtmlCleaner.MaxLength] : text).Trim();
        var html = new CharBuffer(text.Length + (text.Length / 8));
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

    /// <summary>Whether cleaned HTML shows a reader nothing: no word, no picture.</summary>
    public static bool IsBlank(string html)
    {
        var tokens = new HtmlTokenizer(html);
        while (tokens.Read())
        {
            if (tokens.Kind == HtmlTokenKind.Text ? !IsBlank(tokens.Text.TrimStart()) : tokens.Name is "img")
                return false;
        }

        return true;
    }

    /// <summary>Cleaned text shows something from its first letter on, unless that is a reference, which may stand for a space.</summary>
    private static bool IsBlank(ReadOnlySpan<char> text) => text.IsEmpty || (text[0] == '&' && PlainText.FromHtml(text.ToString()).Length == 0);
}
