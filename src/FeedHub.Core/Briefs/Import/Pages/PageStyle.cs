using AngleSharp.Dom;
using FeedHub.Core.Briefs.Import.Text;

namespace FeedHub.Core.Briefs.Import.Pages;

/// <summary>Tells from an element, its classes and its style what it says about its words.</summary>
internal static class PageStyle
{
    /// <summary>The level of a title that page builders write as something other than a heading; null for other elements.</summary>
    public static int? TitleLevel(IElement element) =>
        element.LocalName[0] == 'h' && element.LocalName.Length == 2 ? null
        : element.LocalName is "summary" or "dt" ? 4
        : element.ClassName is null ? null
        : element.ClassList.Contains("elementor-heading-title") ? 2
        : element.ClassList.Contains("elementor-tab-title")
            || element.ClassList.Contains("elementor-accordion-title")
            || element.ClassList.Contains("elementor-toggle-title")
            || element.ClassList.Contains("elementor-image-box-title") || element.ClassList.Contains("elementor-icon-box-title") ? 4
        : null;

    /// <summary>The style of an element's text, given that of the text around it.</summary>
    public static InlineRun Of(IElement element, InlineRun look)
    {
        var style = element.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal) ?? "";
        return look with
        {
            Bold = look.Bold
                || style.Contains("font-weight:bold", StringComparison.OrdinalIgnoreCase)
                || style.Contains("font-weight:600", StringComparison.Ordinal)
                || style.Contains("font-weight:700", StringComparison.Ordinal)
                    || style.Contains("font-weight:800", StringComparison.Ordinal),
            Italic = look.Italic || style.Contains("font-style:italic", StringComparison.OrdinalIgnoreCase),
            Marks = look.Marks | Mark(element.LocalName)
                | (style.Contains("line-through", StringComparison.OrdinalIgnoreCase) ? InlineMarks.Deleted : InlineMarks.None),
        };
    }

    private static InlineMarks Mark(string name) => name switch
    {
        "sup" => InlineMarks.Superscript,
        "sub" => InlineMarks.Subscript,
        "del" or "s" or "strike" => InlineMarks.Deleted,
        "ins" => InlineMarks.Inserted,
        "code" or "kbd" or "samp" or "tt" => InlineMarks.Code,
        _ => InlineMarks.None,
    };
}
