namespace FeedHub.Core.Sources.Settings;

/// <summary>CSS selectors for the items on a web page, for an outlet without a feed. All except the first apply within an item.</summary>
public sealed record PageSelectors
{
    public required string Item { get; init; }
    /// <summary>The element whose text is the title; null for the text of the link.</summary>
    public string? Title { get; init; }
    /// <summary>The element with the link; null for the item itself or the first link in it.</summary>
    public string? Link { get; init; }
    /// <summary>The element with the date, in its <c>datetime</c> or <c>content</c> attribute, else its text.</summary>
    public string? Date { get; init; }
    public string? Summary { get; init; }
}
