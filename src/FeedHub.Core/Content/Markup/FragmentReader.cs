namespace FeedHub.Core.Content.Markup;

/// <summary>Converts hostile HTML to a bounded, properly nested fragment of what the allow-list permits.</summary>
internal ref struct FragmentReader(string html, string? baseUrl)
{
    /// <summary>Maximum characters of output, not counting the end tags of elements that are still open.</summary>
    public const int MaxLength = 512 * 1024;

    /// <summary>Maximum attributes of one tag that are read.</summary>
    private const int MaxAttributes = 64;
    private const int MaxLabel = 80;

    /// <summary>The attributes in which lazy-loading scripts keep the address (WordPress and its plug-ins).</summary>
    private static readonly string[] PictureAttributes = ["src", "data-src", "data-lazy-src", "data-original"];

    private HtmlTokenizer tokens = new(html);
    private FragmentBuilder output = new(html.Length + (html.Length / 4));
    private LinkBase links = new(baseUrl);
    private string? lastEmbed;
    private bool mediaUnnamed;

    public string Read()
    {
        while (output.Length < MaxLength && tokens.Read())
        {
            if (tokens.Kind == HtmlTokenKind.Text)
                output.Text(tokens.Text);
            else if (HtmlAllowList.Find(tokens.Name) is not { } element)
                continue;
            else if (tokens.Kind == HtmlTokenKind.EndTag)
                output.End(element);
            else
                Start(element);
        }

        return output.Finish();
    }

    private void Start(HtmlElement element)
    {
        switch (element.Role)
        {
            case HtmlRole.Dropped:
                SkipContent();
                return;
            case HtmlRole.Embed:
                Link("src");
                if (tokens.IsFrame)
                    SkipContent();
                return;
            case HtmlRole.Media:
                mediaUnnamed = !(Link("src") || Link("data"));
                return;
            case HtmlRole.MediaSource:
                mediaUnnamed = mediaUnnamed && !Link("src");
                return;
            case HtmlRole.Image:
                Picture(element);
                return;
            case HtmlRole.Anchor:
                if (Resolve("href", mail: true) is { } target)
                    Open(element, target);
                else
                    output.End(element);
                break;
            default:
                Open(element, null);
                break;
        }

        // XHTML means it, and authors who write it in HTML mean it too.
        if (tokens.SelfClosing)
            output.End(element);
    }

    private void Picture(HtmlElement element)
    {
        // A picture of one pixel is a tracker: it reports readers to the outlet.
        if (Attribute("width") is "0" or "1" && Attribute("height") is "0" or "1")
            return;
        foreach (var name in PictureAttributes)
        {
            if (Resolve(name, mail: false) is not { } source)
                continue;
            Open(element, source);
            return;
        }

        output.Text(Attribute("alt"));
    }

    /// <summary>Writes a plain link to the content of a frame, video or audio element; false if it has no address.</summary>
    private bool Link(string attribute)
    {
        if (Resolve(attribute, mail: false) is not { } url)
            return false;
        if (url == lastEmbed)
            return true;
        lastEmbed = url;
        output.Text(" ");
        if (output.Start(HtmlAllowList.Anchor))
        {
            Target(HtmlAllowList.Anchor, url);
            output.EndOfStartTag();
        }

        var label = url.AsSpan(url.IndexOf("//", StringComparison.Ordinal) + 2);
        var end = label.IndexOfAny("?#&");
        label = end < 0 ? label : label[..end];
        output.Text(label[..Math.Min(label.Length, MaxLabel)]);
        output.End(HtmlAllowList.Anchor);
        output.Text(" ");
        return true;
    }

    private void Open(HtmlElement element, string? url)
    {
        if (!output.Start(element))
            return;
        if (url is not null)
            Target(element, url);
        var seen = HtmlAttributes.Href | HtmlAttributes.Src;
        var attributes = tokens.Attributes;
        for (var i = 0; i < MaxAttributes && attributes.Read(); i++)
        {
            var attribute = HtmlAllowList.FindAttribute(attributes.Name) & element.Attributes & ~seen;
            if (attribute == HtmlAttributes.None)
                continue;
            seen |= attribute;
            if (HtmlAttributeValue.From(attribute, attributes.Value, ref links) is { } value)
                output.Attribute(HtmlAllowList.NameOf(attribute), value);
        }

        output.EndOfStartTag();
    }

    private void Target(HtmlElement element, string url)
    {
        output.Attribute(element.Role == HtmlRole.Image ? "src" : "href", url);
        if (element.Role == HtmlRole.Anchor)
            output.Attribute("rel", "noopener nofollow");
    }

    private void SkipContent()
    {
        if (!tokens.SelfClosing)
            tokens.SkipContent();
    }

    private string? Resolve(string attribute, bool mail) =>
        Attribute(attribute) is { IsEmpty: false } value ? links.Resolve(HtmlReferences.DecodeAttribute(value), mail) : null;

    private readonly ReadOnlySpan<char> Attribute(string name)
    {
        var attributes = tokens.Attributes;
        for (var i = 0; i < MaxAttributes && attributes.Read(); i++)
        {
            if (attributes.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return attributes.Value;
        }

        return default;
    }
}
