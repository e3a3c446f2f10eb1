using FeedHub.Core.Catalog;

namespace FeedHub.Server.Rendering.Http;

/// <summary>How long others may keep what we send; readers take <c>max-age</c> as a hint of how often to poll.</summary>
internal static class CachePolicy
{
    private const string Grace = "stale-while-revalidate=60, stale-if-error=86400";

    /// <summary>For what changes weekly.</summary>
    public const string Series = $"public, max-age=3600, {Grace}";
    /// <summary>For our public pages.</summary>
    public const string Page = "public, max-age=300";
    /// <summary>For what depends on the visitor.</summary>
    public const string Visitor = "private, no-cache";
    /// <summary>For what only the sender of a key may see.</summary>
    public const string Nobody = "no-store";
    /// <summary>
    /// For a closed archive: readers keep it; a shared cache asks again hourly, so that it serves nothing that was withdrawn.
    /// </summary>
    public const string Archive = "public, max-age=31536000, s-maxage=3600, immutable";
    /// <summary>For an address that holds the hash of its content.</summary>
    public const string Immutable = "public, max-age=31536000, immutable";

    public static bool IsShared(Site site) => site.Timeline == TimelineAccess.Public;

    /// <summary>For what changes through the day; never kept by a shared cache if a key is needed.</summary>
    public static string Timeline(Site site) => $"{(IsShared(site) ? "public" : "private")}, max-age=300, {Grace}";
}
