namespace FeedHub.Core.Sources.Settings;

/// <summary>
/// Where on a web page the items stand that an outlet has no feed of, as CSS selectors; all but the first are looked up within an item.
/// </summary>
public sealed record PageSelectors
{
    public required string Item { get; init; }
    /// <summary>The element whose text is the title; the link's where null.</summary>
    public string? Title { get; init; }
    /// <summary>The element with the link; the item itself or the first link in it where null.</summary>
    public string? Link { get; init; }
    /// <summary>The element with the date, in its <c>datetime</c> or <c>content</c> attribute, else its text.</summary>
    public string? Date { get; init; }
    public string? Summary { get; init; }
}
