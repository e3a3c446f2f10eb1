namespace FeedHub.Formats;

/// <summary>The three families of feed documents that are read; RDF (RSS 0.90 and 1.0) belongs to <see cref="Rss"/>.</summary>
public enum FeedFamily
{
    Rss,
    Atom,
    Json,
}

/// <summary>Names of the families.</summary>
public static class FeedFamilies
{
    /// <summary>Name for people, such as <c>JSON Feed</c>.</summary>
    public static string Name(this FeedFamily family) => family switch
    {
        FeedFamily.Rss => "RSS",
        FeedFamily.Atom => "Atom",
        FeedFamily.Json => "JSON Feed",
        _ => throw new ArgumentOutOfRangeException(nameof(family), family, "Not a family of feeds."),
    };
}
