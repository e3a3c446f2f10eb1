namespace FeedHub.Formats.Text;

/// <summary>What HTML specifies for elements and attributes by name.</summary>
internal static class HtmlElements
{
    public static bool IsVoid(string name) => name is
        "area" or "base" or "br" or "col" or "embed" or "hr" or "img" or "input" or "link" or "meta" or "param" or "source" or "track"
            or "wbr";

    /// <summary>Attributes that hold one URL (HTML Living Standard, index of attributes).</summary>
    public static bool HoldsUrl(ReadOnlySpan<char> attribute)
    {
        Span<char> lower = stackalloc char[12];
        if (attribute.Length > lower.Length)
            return false;
        return lower[..attribute.ToLowerInvariant(lower)] is
            "href" or "src" or "cite" or "action" or "formaction" or "background" or "longdesc" or "poster" or
            "data" or "usemap" or "codebase" or "classid" or "profile";
    }
}
