namespace FeedHub.Core.Stories;

/// <summary>FNV-1a over UTF-16 units: equal in every process, unlike <see cref="string.GetHashCode()"/>.</summary>
internal static class StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(params ReadOnlySpan<string> parts)
    {
        var hash = Offset;
        foreach (var part in parts)
        {
            foreach (var c in part)
                hash = (hash ^ c) * Prime;
            hash = (hash ^ '\u001F') * Prime;
        }
        // The low bits of FNV are weak, and shingles keep only those.
        return hash ^ (hash >> 32);
    }
}
