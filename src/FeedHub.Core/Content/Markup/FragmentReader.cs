using FeedHub.Core.Content.Markup.Attributes;

namespace FeedHub.Core.Content.Markup;

/// <summary>Converts hostile HTML to a bounded, properly nested fragment of what the allow-list permits.</summary>
/// <param name="html">Hostile HTML.</param>
/// <param name="links">The address against which its links are made absolute.</param>
internal ref partial struct FragmentReader(string html, LinkBase links)
{
    /// <summary>Maximum characters of output, not counting the end tags of elements that are still open.</summary>
    public const int MaxLength = 512 * 1024;

    private HtmlTokenizer tokens = new(html);
    private FragmentBuilder output = new(html.Length + (html.Length / 4));
    private LinkBase links = links;
    private bool isScriptless;
    private bool isInPicture;
    private bool mediaUnnamed;
    private string? pictureSource;
    private string? lastPicture;
    private string? lastEmbed;

    /// <summary>Whether nothing but gaps has come since the last picture or frame, kept or not.</summary>
    private bool isBesidePicture;
    /// <summary>Whether that picture had no address, so that it may come in a <c>noscript</c> element.</summary>
    private bool isAwaited;
    /// <summary>Whether that picture or frame was one that a script would load, and was kept.</summary>
    private bool isAfterLate;
    /// <summary>Whether that picture or frame was kept from a <c>noscript</c> element.</summary>
    private bool isAfterScriptless;
    /// <summary>The words for a picture without an address, until it is clear that no <c>noscript</c> element has the picture.</summary>
    private ReadOnlySpan<char> unseen;

    public string Read()
    {
        while (output.Length < MaxLength && tokens.Read())
        {
            if (tokens.Kind == HtmlTokenKind.Text)
                Text();
            else if (HtmlAllowList.Find(tokens.Name) is not { } element)
                continue;
            else if (tokens.Kind == HtmlTokenKind.EndTag)
                End(element);
            else
                Start(element);
        }

        LeavePicture();
        return output.Finish();
    }

    private void Text()
    {
        // What is between the pictures of a noscript element asks for a browser with scripts.
        if (isScriptless)
            return;
        if (isBesidePicture && !tokens.Text.IsWhiteSpace())
            LeavePicture();
        output.Text(tokens.Text);
    }

    private void Start(HtmlElement element)
    {
        switch (element.Role)
        {
            case HtmlRole.Dropped:
                SkipContent();
                return;
            case HtmlRole.Scriptless:
                isScriptless = !tokens.SelfClosing;
                return;
            case HtmlRole.Embed:
                Frame();
                if (tokens.IsFrame)
                    SkipContent();
                return;
            case HtmlRole.Media:
                isInPicture = false;
                mediaUnnamed = !Frame();
                return;
            case HtmlRole.MediaSource:
                Source();
                return;
            case HtmlRole.Picture:
                isInPicture = true;
                pictureSource = null;
                return;
            case HtmlRole.Image:
                Picture(element);
                return;
        }

        if (isScriptless)
            return;
        if (isBesidePicture && element.Role is not (HtmlRole.Inline or HtmlRole.Anchor or HtmlRole.Break))
            LeavePicture();
        if (element.Role != HtmlRole.Anchor)
            Open(element, null);
        else if (Target() is { } target)
            Open(element, target);
        else
            output.End(element);

        // XHTML means it, and authors who write it in HTML mean it too.
        if (tokens.SelfClosing)
            output.End(element);
    }

    private void End(HtmlElement element)
    {
        if (element.Role == HtmlRole.Scriptless)
        {
            isScriptless = false;
        }
        else if (element.Role == HtmlRole.Picture)
        {
            EndPicture();
        }
        else if (!isScriptless)
        {
            if (isBesidePicture && element.Role is not (HtmlRole.Inline or HtmlRole.Anchor or HtmlRole.Image))
                LeavePicture();
            output.End(element);
        }
    }

    private void Open(HtmlElement element, string? url, bool isSized = true)
    {
        if (!output.Start(element))
            return;
        if (url is not null)
            WriteTarget(element, url);
        var seen = HtmlAttributes.Href | HtmlAttributes.Src;
        if (!isSized)
            seen |= HtmlAttributes.Width | HtmlAttributes.Height;
        var attributes = tokens.Attributes;
        for (var i = 0; i < MediaAddresses.MaxAttributes && attributes.Read(); i++)
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

    private void WriteTarget(HtmlElement element, string url)
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

    /// <summary>Where the link just read leads; null if nowhere on the web.</summary>
    private string? Target()
    {
        var attributes = tokens.Attributes;
        for (var i = 0; i < MediaAddresses.MaxAttributes && attributes.Read(); i++)
        {
            if (attributes.Name.Equals("href", StringComparison.OrdinalIgnoreCase))
                return attributes.Value.IsEmpty ? null : links.Resolve(HtmlReferences.DecodeAttribute(attributes.Value), mail: true);
        }

        return null;
    }
}
