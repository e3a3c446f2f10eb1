using System.Buffers;
using FeedHub.Core.Content.Markup.Attributes;

namespace FeedHub.Core.Content.Markup;

/// <remarks>
/// Pictures and frames. An outlet whose scripts load a picture late writes it twice: as a tag with a placeholder, and beside it in a
/// <c>noscript</c> element. It is kept once, whichever of the two comes first and whichever can be read.
/// </remarks>
internal ref partial struct FragmentReader
{
    private const int MaxLabel = 80;

    private static readonly SearchValues<char> OfSizes = SearchValues.Create("0123456789x");

    private void Picture(HtmlElement element)
    {
        var media = MediaAddresses.Read(tokens.Attributes);
        // A picture of one pixel is a tracker: it reports readers to the outlet. A placeholder may have that size too.
        if (media.IsStandIn || (media.IsTiny && (isScriptless || !media.IsLate)))
            return;
        var url = media.Best(ref links, isInPicture ? pictureSource : null);
        pictureSource = null;
        if (url is null)
        {
            if (!isScriptless && !media.IsTiny)
            {
                LeavePicture();
                unseen = media.Alt;
                isAwaited = isBesidePicture = true;
            }
        }
        // Without scripts, counters are pictures too.
        else if (!isScriptless
            || (!media.IsHidden && (isAwaited || !media.Alt.IsEmpty || LateAttributes.HasPictureType(url))))
        {
            if (Keeps(media.IsLate, lastPicture is { } last && IsSame(url, last)))
                Open(element, url, isSized: !media.IsTiny);
            lastPicture = url;
        }
    }

    /// <summary>A source of a picture, video or audio.</summary>
    private void Source()
    {
        if (!isInPicture && !mediaUnnamed)
            return;
        var media = MediaAddresses.Read(tokens.Attributes);
        var url = media.Best(ref links);
        if (!isInPicture)
            mediaUnnamed = url is null || !Link(url);
        // The newest formats come first, and not every reader shows them.
        else if (url is not null && (pictureSource is null || !media.Type.Contains("avif", StringComparison.OrdinalIgnoreCase)))
            pictureSource = url;
    }

    /// <summary>The end of a picture element, which may have sources but no image.</summary>
    private void EndPicture()
    {
        isInPicture = false;
        if (pictureSource is not { } url)
            return;
        pictureSource = null;
        if (Keeps(isLate: true, lastPicture is { } last && IsSame(url, last)) && output.Start(HtmlAllowList.Image))
        {
            WriteTarget(HtmlAllowList.Image, url);
            output.EndOfStartTag();
        }

        lastPicture = url;
    }

    /// <summary>Writes a plain link to the content of a frame, video or audio element; false if it has no address.</summary>
    private bool Frame()
    {
        var media = MediaAddresses.Read(tokens.Attributes);
        return !media.IsStandIn && !(isScriptless && (media.IsTiny || media.IsHidden))
            && media.Best(ref links) is { } url && (!Keeps(media.IsLate, isKnown: false) || Link(url));
    }

    private bool Link(string url)
    {
        if (url == lastEmbed)
            return true;
        lastEmbed = url;
        output.Text(" ");
        if (output.Start(HtmlAllowList.Anchor))
        {
            WriteTarget(HtmlAllowList.Anchor, url);
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

    /// <summary>Whether to keep a picture or frame: not if the one just before it is its other form.</summary>
    /// <param name="isLate">Whether a script would have loaded it.</param>
    /// <param name="isKnown">Whether it has the address of the picture before it.</param>
    private bool Keeps(bool isLate, bool isKnown)
    {
        var isOther = isBesidePicture && (isScriptless ? isAfterLate || isKnown : isAfterScriptless && (isLate || isKnown));
        if (isScriptless && !isOther)
            unseen = default;
        else if (!isScriptless)
            LeavePicture();
        isBesidePicture = true;
        isAwaited = false;
        isAfterLate = !isOther && !isScriptless && isLate;
        isAfterScriptless = !isOther && isScriptless;
        return !isOther;
    }

    /// <summary>What comes next is no other form of the last picture.</summary>
    private void LeavePicture()
    {
        if (!unseen.IsEmpty)
            output.Text(unseen);
        unseen = default;
        isAwaited = isBesidePicture = isAfterLate = isAfterScriptless = false;
    }

    /// <summary>Whether two addresses are those of one picture, in whatever size: <c>a-300x200.jpg?ssl=1</c> and <c>a.jpg</c>.</summary>
    private static bool IsSame(string one, string other) =>
        one == other || Stem(one).Equals(Stem(other), StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<char> Stem(string url)
    {
        var end = url.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? url.AsSpan() : url.AsSpan(0, end);
        path = path[(path.IndexOf("//") + 2)..];
        var dot = path.LastIndexOf('.');
        if (dot <= path.LastIndexOf('/'))
            return path;
        var size = path[..dot].LastIndexOf('-');
        return size > 0 && size + 1 < dot && !path[(size + 1)..dot].ContainsAnyExcept(OfSizes) ? path[..size] : path[..dot];
    }
}
