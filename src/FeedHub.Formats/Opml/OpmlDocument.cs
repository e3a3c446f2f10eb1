namespace FeedHub.Formats.Opml;

/// <summary>An OPML 2.0 subscription list.</summary>
public sealed record OpmlDocument
{
    public string? Title { get; init; }
    public DateTimeOffset? Modified { get; init; }
    public IReadOnlyList<OpmlOutline> Outlines { get; init; } = [];
}

/// <summary>One feed or folder of an OPML list; a folder has no <c>XmlUrl</c>.</summary>
public sealed record OpmlOutline
{
    public required string Text { get; init; }
    /// <summary>Line of the file that it begins on, from 1; null for an outline that was not read.</summary>
    public int? Line { get; init; }
    public string? XmlUrl { get; init; }
    public string? HtmlUrl { get; init; }
    /// <summary>In practice <c>rss</c> for both RSS and JSON Feed, and <c>atom</c> where the list says so.</summary>
    public string? Type { get; init; }
    public string? Language { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<OpmlOutline> Children { get; init; } = [];

    /// <summary>This outline, if it is a feed, and every feed below it, in document order.</summary>
    public IEnumerable<OpmlOutline> Feeds() => (XmlUrl is null ? [] : new[] { this }).Concat(Children.SelectMany(c => c.Feeds()));
}
