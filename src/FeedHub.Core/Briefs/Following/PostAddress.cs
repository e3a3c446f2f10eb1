namespace FeedHub.Core.Briefs.Following;

/// <summary>Compares the addresses of posts on their sites.</summary>
public static class PostAddress
{
    /// <summary>Whether two addresses lead to the same page, regardless of scheme, final slash, fragment and case.</summary>
    public static bool Same(string? a, string? b) =>
        a is not null && b is not null && Bare(a).Equals(Bare(b), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string url)
    {
        var scheme = url.IndexOf("://", StringComparison.Ordinal);
        return (scheme > 0 ? url[(scheme + 3)..] : url).Split('#')[0].TrimEnd('/');
    }
}
