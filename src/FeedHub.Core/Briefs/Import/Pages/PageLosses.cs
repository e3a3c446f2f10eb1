using AngleSharp.Dom;

namespace FeedHub.Core.Briefs.Import.Pages;

/// <summary>Collects what could not be kept of a page, for whoever imports it.</summary>
internal sealed class PageLosses
{
    /// <summary>Maximum of them that are told; a page can be made to have thousands.</summary>
    private const int Max = 20;

    private readonly List<string> told = [];

    public IReadOnlyList<string> Told => told;

    public void Add(IElement element, string reason)
    {
        if (told.Count == Max)
        {
            return;
        }
        var words = PagePicture.OneLine(element.TextContent) is { } text ? $" (“{Content.PlainText.Excerpt(text, 60)}”)" : "";
        told.Add($"<{element.LocalName}>{words}: {reason}");
    }

    /// <summary>Tells of an element that is not read if it may have said something.</summary>
    public void AddUnread(IElement element)
    {
        var reason = element.LocalName switch
        {
            "math" => "a formula has no form in a brief",
            "canvas" => "it is drawn by a script",
            "object" when element.Closest(".wp-block-file") is null => "content of a plug-in has no form in a brief",
            "embed" or "applet" => "content of a plug-in has no form in a brief",
            _ => null,
        };
        if (reason is not null)
        {
            Add(element, reason);
        }
    }
}
