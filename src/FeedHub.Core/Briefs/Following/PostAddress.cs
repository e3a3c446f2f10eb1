namespace FeedHub.Core.Briefs.Following;

/// <summary>The addresses that posts have on their sites.</summary>
public static class PostAddress
{
    /// <summary>Whether two addresses are of one page, whatever their scheme, final slash, fragment and case.</summary>
    public static bool Same(string? a, string? b) =>
        a is not null && b is not null && Bare(a).Equals(Bare(b), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        return (scheme > 0 ? url[(scheme + 3)..] : url).Split('#')[0].TrimEnd('/');
    }
}
