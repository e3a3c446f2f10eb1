namespace FeedHub.Core.Entries.Matching;

/// <summary>
/// Identifiers without the parts that outlets change while the item remains the same: scheme, host, parameters, fragment, trailing slash.
/// They only suggest that two items are the same.
/// </summary>
internal static class LooseIdentifier
{
    /// <summary>
    /// The loose form of an ID; null if little remains of it. An ID that is not an address loses a parameter or fragment.
    /// </summary>
    public static string? From(string id)
    {
        var text = id.AsSpan();
        var scheme = text.IndexOf("://");
        if (scheme > 0)
            return Page(id);
        var end = text.IndexOfAny('#', '?');
        return end < 0 ? id : end < 4 ? null : id[..end];
    }

    /// <summary>The path of an address in lower case; null for the root.</summary>
    public static string? Page(string url)
    {
        var text = url.AsSpan();
        var scheme = text.IndexOf("://");
        text = scheme < 0 ? text : text[(scheme + 3)..];
        var slash = text.IndexOf('/');
        if (slash < 0)
            return null;
        text = text[slash..];
        var end = text.IndexOfAny('?', '#');
        text = (end < 0 ? text : text[..end]).TrimEnd('/');
        return text.Length == 0 ? null : text.ToString().ToLowerInvariant();
    }
}
