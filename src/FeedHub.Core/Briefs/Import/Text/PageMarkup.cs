using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using FeedHub.Core.Content.Markup;

namespace FeedHub.Core.Briefs.Import.Text;

/// <summary>Parses HTML from other sites into a tree that is safe to walk.</summary>
internal static partial class PageMarkup
{
    /// <summary>Maximum characters of HTML; a brief has a few tens of thousands.</summary>
    public const int MaxLength = 2 * 1024 * 1024;

    /// <summary>The tree, or null if the text is too large to be a page.</summary>
    public static IHtmlDocument? Parse(string html) => html.Length > MaxLength ? null : HtmlTree.Parse(html);

    /// <summary>Whether WordPress asks for a password in place of the text.</summary>
    public static bool IsPasswordForm(IParentNode text) =>
        text.QuerySelector("form.post-password-form, form[action*='action=postpass']") is not null;

    /// <summary>
    /// Whether an element surrounds the text without being part of it: buttons, forms, navigation, share bars, comments, lists of other
    /// texts.
    /// </summary>
    public static bool IsChrome(IElement element) =>
        element.LocalName is "script" or "style" or "noscript" or "template" or "svg" or "math" or "form" or "button" or "input" or "select"
            or "textarea" or "nav"
            or "canvas" or "object" or "embed" or "applet" or "dialog" or "link" or "meta" or "title" or "head"
        || element.HasAttribute("hidden") || element.GetAttribute("aria-hidden") == "true" && element.LocalName != "img"
        || element.GetAttribute("role") is "navigation" or "search" or "complementary" or "contentinfo" or "banner"
        || (
            element.LocalName is not ("body" or "html" or "main" or "p" or "strong" or "b" or "em" or "a" or "span")
                || element.ClassList.Contains("screen-reader-text"))
            && ChromeName().IsMatch(Names(element));

    /// <summary>Whether an element is a list of other texts.</summary>
    public static bool IsRelated(IElement element) =>
        element.LocalName is not ("body" or "html" or "main" or "a") && RelatedName().IsMatch(Names(element));

    /// <summary>
    /// The address in an attribute, absolute and without tracking parameters; null if it is not a link that readers can follow.
    /// </summary>
    public static string? Address(string? value, Uri? baseUrl)
    {
        if (string.IsNullOrWhiteSpace(value) || !Uri.TryCreate(baseUrl, value.Trim(), out var url) || !url.IsAbsoluteUri
            || url.Scheme is not ("http" or "https" or "mailto") || url.AbsoluteUri.Length > 2000)
        {
            return null;
        }
        return Tracking()
            .Replace(
                url.AbsoluteUri,
                m =>
                    m.Value[0] == '?' && m.Index + m.Length < url.AbsoluteUri.Length && url.AbsoluteUri[m.Index + m.Length] == '&'
                        ? "?"
                        : "")
            .Replace("?&", "?", StringComparison.Ordinal);
    }

    private static string Names(IElement element) => $"{element.ClassName} {element.Id}";

    [GeneratedRegex(
        @"(?<![a-z])(share|sharing|sharedaddy|social-?(links|icons|share|media)?|addtoany|heateor|jp-relatedposts|related|yarpp|newsletter|subscribe|subscription|signup|mc4wp|mailpoet|comments?(-area|-list|-respond)?|respond|breadcrumbs?|post-navigation|nav-links|navigation|pagination|author-(box|bio|info)|tagcloud|tags-links|cat-links|entry-(footer|meta)|post-(meta|info|tags|share|author|date|terms|title|featured-image)|elementor-widget-(posts|share-buttons|post-info|theme-post-title|theme-post-featured-image|theme-post-excerpt|post-comments|post-navigation|author-box|form|search-form|nav-menu|sitemap|archive-posts|loop-grid)|wp-block-(post-(title|date|terms|author|author-name|featured-image|excerpt|navigation-link|comments)|latest-posts|query|comments|search|social-links)|cookie|sidebar|widget-area|popup|modal|advert(isement)?|skip-link|screen-reader-text|ez-toc-container|toc|reading-time|print-?friendly|donate|site-(header|footer))(?![a-z])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex ChromeName();

    [GeneratedRegex(
        @"(?<![a-z])(jp-relatedposts|related(-(posts?|articles?|content|stories|items?))?|yarpp|elementor-widget-(posts|loop-grid)|wp-block-(latest-posts|query)|more-(posts|stories))(?![a-z])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RelatedName();

    [GeneratedRegex("[?&](utm_[a-z]+|fbclid|gclid|mc_[ce]id|ref_src)=[^&#]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex Tracking();
}
