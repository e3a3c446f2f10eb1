namespace FeedHub.Formats;

/// <summary>The three families of feed documents; RDF (RSS 0.90 and 1.0) belongs to <see cref="Rss"/>.</summary>
public enum FeedFamily
{
    Rss,
    Atom,
    Json,
}

/// <summary>The words for the families, as addresses spell them.</summary>
public static class FeedFamilies
{
    public static IReadOnlyList<FeedFamily> All { get; } = [FeedFamily.Atom, FeedFamily.Rss, FeedFamily.Json];

    /// <summary>Extension of a feed's file name.</summary>
    public static string Extension(this FeedFamily family) => family switch
    {
        FeedFamily.Rss => "rss",
        FeedFamily.Atom => "atom",
        FeedFamily.Json => "json",
        _ => throw new ArgumentOutOfRangeException(nameof(family), family, "Not a family of feeds."),
    };

    /// <summary>Name for people.</summary>
    public static string Name(this FeedFamily family) => family switch
    {
        FeedFamily.Rss => "RSS",
        FeedFamily.Atom => "Atom",
        FeedFamily.Json => "JSON Feed",
        _ => throw new ArgumentOutOfRangeException(nameof(family), family, "Not a family of feeds."),
    };

    /// <summary>The family whose extension this is.</summary>
    public static bool TryParse(string extension, out FeedFamily family)
    {
        family = All.FirstOrDefault(f => f.Extension() == extension);
        return All.Any(f => f.Extension() == extension);
    }
}
