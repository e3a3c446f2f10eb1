using FeedHub.Formats.Text;

namespace FeedHub.Core.Content.Markup.Attributes;

/// <summary>
/// The addresses that one tag gives for its picture, frame or file. Outlets whose scripts load these later keep the real address in other
/// attributes (<c>data-src</c>, <c>data-lazy-srcset</c>, …); we run no scripts, so the address there is the picture.
/// </summary>
internal ref struct MediaAddresses
{
    /// <summary>Maximum attributes of one tag that are read.</summary>
    public const int MaxAttributes = 64;

    private ReadOnlySpan<char> source;
    private ReadOnlySpan<char> set;
    private ReadOnlySpan<char> late;
    private ReadOnlySpan<char> lateSet;
    private ReadOnlySpan<char> full;
    private ReadOnlySpan<char> width;
    private ReadOnlySpan<char> height;
    private ReadOnlySpan<char> style;

    public ReadOnlySpan<char> Alt { get; private set; }

    public ReadOnlySpan<char> Type { get; private set; }

    /// <summary>Whether the picture only stands in for another until that is there (AMP).</summary>
    public bool IsStandIn { get; private set; }

    /// <summary>Whether both sides are at most one pixel long.</summary>
    public readonly bool IsTiny => width is "0" or "1" && height is "0" or "1";

    /// <summary>Whether a script would have set the address.</summary>
    public readonly bool IsLate => !late.IsEmpty || !lateSet.IsEmpty || PlaceholderPicture.Is(source);

    /// <summary>Whether the tag's own style hides it.</summary>
    public readonly bool IsHidden =>
        !style.IsEmpty && (Declares("display", "none") || Declares("visibility", "hidden") || Declares("left", "-9")
            || Declares("top", "-9"));

    public static MediaAddresses Read(HtmlAttributeReader attributes)
    {
        var media = default(MediaAddresses);
        for (var i = 0; i < MaxAttributes && attributes.Read(); i++)
            media.Add(attributes.Name, attributes.Value);
        return media;
    }

    /// <summary>
    /// The best of the addresses, absolute: what a script would load, else the tag's own, else a size of it from a list, else what is
    /// kept for a larger view. Null if there is none but a placeholder.
    /// </summary>
    /// <param name="others">An address from around the tag, which comes before the one for a larger view.</param>
    public readonly string? Best(ref LinkBase links, string? others = null)
    {
        // A tag that has a real address may have anything in its other attributes.
        var isAddress = !late.IsEmpty
            && (LateAttributes.IsAddress(late) || LateAttributes.HasPictureType(late) || PlaceholderPicture.Is(source));
        return (isAddress ? Resolve(late, ref links) : null)
            ?? (lateSet.IsEmpty ? null : SourceSet.Best(lateSet, ref links))
            ?? (source.IsEmpty ? null : Resolve(source, ref links))
            ?? (set.IsEmpty ? null : SourceSet.Best(set, ref links))
            ?? others
            ?? (full.IsEmpty ? null : Resolve(full, ref links));
    }

    private static string? Resolve(ReadOnlySpan<char> raw, ref LinkBase links)
    {
        var address = HtmlReferences.DecodeAttribute(raw);
        return PlaceholderPicture.Is(address) ? null : links.Resolve(address, mail: false);
    }

    private void Add(ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        if (name.Length is 0 or > 40)
            return;
        Span<char> lower = stackalloc char[name.Length];
        name.ToLowerInvariant(lower);
        switch (lower)
        {
            case "src" or "data" when source.IsEmpty: source = value; break;
            case "srcset" when set.IsEmpty: set = value; break;
            case "alt" when Alt.IsEmpty: Alt = value; break;
            case "width" when width.IsEmpty: width = value; break;
            case "height" when height.IsEmpty: height = value; break;
            case "style" when style.IsEmpty: style = value; break;
            case "type" when Type.IsEmpty: Type = value; break;
            case "placeholder" or "fallback": IsStandIn = true; break;
            case ['d', 'a', 't', 'a', '-', .. var rest] when !value.IsEmpty: AddLate(rest, value); break;
        }
    }

    private void AddLate(scoped ReadOnlySpan<char> name, ReadOnlySpan<char> value)
    {
        switch (LateAttributes.Use(name, value))
        {
            case LateUse.Address when late.IsEmpty && !PlaceholderPicture.Is(value): late = value; break;
            case LateUse.Set when lateSet.IsEmpty: lateSet = value; break;
            case LateUse.LargerView when full.IsEmpty: full = value; break;
        }
    }

    /// <summary>Whether the style has the property with a value that begins so.</summary>
    private readonly bool Declares(string property, string beginning)
    {
        var rest = style;
        while (rest.IndexOf(property, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
        {
            rest = rest[(at + property.Length)..].TrimStart();
            if (rest is [':', .. var value] && value.TrimStart().StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
