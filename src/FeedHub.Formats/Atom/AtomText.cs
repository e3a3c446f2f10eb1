using System.Buffers.Text;
using System.Text;
using FeedHub.Formats.Drafts;
using FeedHub.Formats.Text;

namespace FeedHub.Formats.Atom;

/// <summary>Reads the text and content constructs of Atom 1.0 (RFC 4287 §3.1, §4.1.3) and 0.3 (<c>mode</c>).</summary>
internal static class AtomText
{
    private enum Form
    {
        Text,
        Html,
        Markup,
    }

    public static FeedText? Read(ElementReader xml)
    {
        var type = xml.Attribute("type")?.ToLowerInvariant() ?? "";
        var mode = xml.Attribute("mode")?.ToLowerInvariant();
        var form = FormOf(type, mode);
        var baseUrl = xml.Base;
        var isLine = xml.Name is "title" or "subtitle" or "tagline" or "rights" or "copyright";
        var (value, hasMarkup) = xml.Scanner.ReadContent(escapeText: form != Form.Html, dropOuterDiv: type == "xhtml");
        if (value.Length == 0)
            return null;
        if (mode == "base64" || (!hasMarkup && IsBase64(type, value)))
            value = Decoded(value);
        if (hasMarkup)
            return form == Form.Html ? FeedText.Html(value) : new FeedText(value, FeedTextKind.Xhtml);
        return form switch
        {
            Form.Html => Html(xml.Scanner.Links.ResolveHtml(value, baseUrl), isLine),
            // Declared as markup but without any: the text of an XHTML construct is plain text.
            _ => FeedText.Plain(value),
        };
    }

    // Those who declare a title as HTML often do not write it as HTML: words in angle brackets stay.
    private static FeedText Html(string html, bool isLine) =>
        FeedText.Html(isLine || !HtmlTags.Any(html) ? HtmlTags.KeepWords(html) : html);

    private static Form FormOf(string type, string? mode) => type switch
    {
        "html" or "text/html" => mode == "xml" ? Form.Markup : Form.Html,
        "xhtml" or "application/xhtml+xml" => mode == "escaped" ? Form.Html : Form.Markup,
        "application/xml" or "text/xml" => mode == "escaped" ? Form.Html : Form.Markup,
        _ when type.EndsWith("+xml", StringComparison.Ordinal) => Form.Markup,
        // Atom 0.3 feeds escape HTML in an element whose type they leave at the default, text/plain.
        "" when mode == "escaped" => Form.Html,
        _ => Form.Text,
    };

    // RFC 4287 §4.1.3.3: content of any other media type is base64.
    private static bool IsBase64(string type, string value) =>
        type.Contains('/', StringComparison.Ordinal) && !type.StartsWith("text/", StringComparison.Ordinal)
        && FormOf(type, null) == Form.Text && Base64.IsValid(value);

    private static string Decoded(string value)
    {
        var bytes = new byte[value.Length];
        return Convert.TryFromBase64String(value, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Trim() : value;
    }
}
