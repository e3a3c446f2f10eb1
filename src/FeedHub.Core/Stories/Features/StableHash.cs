namespace FeedHub.Core.Stories.Features;

/// <summary>FNV-1a over UTF-16 units: equal in every process, unlike <see cref="string.GetHashCode()"/>.</summary>
internal static class StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Compute(ReadOnlySpan<char> word)
    {
        var hash = Offset;
        foreach (var c in word)
            hash = (hash ^ c) * Prime;
        return hash ^ (hash >> 32);
    }

    /// <summary>The hash of three words in order, from their own hashes.</summary>
    public static uint Compute(ulong first, ulong second, ulong third)
    {
        var hash = ((((first * Prime) ^ second) * Prime) ^ third) * Prime;
        return (uint)(hash ^ (hash >> 32));
    }

    public static ulong Compute(params ReadOnlySpan<string> parts)
    {
        var hash = Offset;
        foreach (var part in parts)
        {
            foreach (var c in part)
                hash = (hash ^ c) * Prime;
            hash = (hash ^ '\u001F') * Prime;
        }
        return hash ^ (hash >> 32);
    }
}
