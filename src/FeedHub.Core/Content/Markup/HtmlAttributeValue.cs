using FeedHub.Core.Content.Markup.Attributes;

namespace FeedHub.Core.Content.Markup;

/// <summary>Checks the values of the attributes on the allow-list.</summary>
internal static class HtmlAttributeValue
{
    private const int MaxText = 1000;
    private const int MaxDigits = 5;
    private const int MaxTag = 35;

    /// <summary>The value to write, not yet encoded; null if the attribute must be omitted.</summary>
    public static string? From(HtmlAttributes attribute, ReadOnlySpan<char> raw, ref LinkBase links)
    {
        switch (attribute)
        {
            case HtmlAttributes.Cite:
                return links.Resolve(HtmlReferences.DecodeAttribute(raw), mail: false);
            case HtmlAttributes.Alt or HtmlAttributes.Title or HtmlAttributes.DateTime:
                return raw.Length <= MaxText ? HtmlReferences.DecodeAttribute(raw) : null;
        }

        raw = raw.Trim();
        var valid = attribute switch
        {
            HtmlAttributes.Lang or HtmlAttributes.HrefLang => raw.Length is > 0 and <= MaxTag && IsLanguageTag(raw),
            HtmlAttributes.Dir => IsOneOf(raw, "ltr", "rtl", "auto"),
            HtmlAttributes.Scope => IsOneOf(raw, "row", "col", "rowgroup", "colgroup"),
            _ => raw.TrimStart('-').Length is > 0 and <= MaxDigits && !raw.TrimStart('-').ContainsAnyExceptInRange('0', '9'),
        };
        return valid ? raw.ToString() : null;
    }

    private static bool IsOneOf(ReadOnlySpan<char> value, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (value.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    private static bool IsLanguageTag(ReadOnlySpan<char> value)
    {
        foreach (var c in value)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                return false;
        }

        return true;
    }
}
