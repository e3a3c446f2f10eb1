namespace FeedHub.Server.Pages;

/// <summary>Feed readers that can be told an address in a link.</summary>
internal static class FeedReaders
{
    /// <summary>The name of each, and the link that subscribes it to a feed. They learn of nobody who does not follow it.</summary>
    public static IReadOnlyList<(string Name, string Url)> For(string feed) =>
    [
        ("Feedly", $"https://feedly.com/i/subscription/feed%2F{Uri.EscapeDataString(feed)}"),
        ("Inoreader", $"https://www.inoreader.com/?add_feed={Uri.EscapeDataString(feed)}"),
        // NetNewsWire and other programs register the scheme; an address with http or https of its own follows it whole.
        ("NetNewsWire", $"feed:{feed}"),
    ];
}
