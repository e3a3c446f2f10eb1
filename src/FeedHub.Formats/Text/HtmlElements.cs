using System.Collections.Frozen;

namespace FeedHub.Formats.Text;

/// <summary>What HTML specifies for elements and attributes by name.</summary>
internal static class HtmlElements
{
    private const int LongestName = 15;

    // The index of elements of the HTML Living Standard, those that it calls obsolete, and the roots of SVG and MathML.
    private static readonly FrozenSet<string> Names = (
        "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas "
        + "caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure "
        + "font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input ins isindex kbd keygen "
        + "label legend li link listing main map mark marquee math menu menuitem meta meter multicol nav nextid nobr noembed noframes "
        + "noscript object ol optgroup option output p param picture plaintext pre progress q rb rbc rp rt rtc ruby s samp script search "
        + "section select selectedcontent slot small source spacer span strike strong style sub summary sup svg table tbody td template "
        + "textarea tfoot th thead time title tr track tt u ul var video wbr xmp").Split(' ')
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether HTML has, or had, an element of this name, whatever its case.</summary>
    public static bool IsKnown(ReadOnlySpan<char> name) => name.Length <= LongestName && Known.Contains(name);

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
