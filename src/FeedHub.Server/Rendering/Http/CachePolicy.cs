using FeedHub.Core.Catalog;

namespace FeedHub.Server.Rendering.Http;

/// <summary>How long others may keep what we send; readers take <c>max-age</c> as a hint how often to ask.</summary>
internal static class CachePolicy
{
    private const string Grace = "stale-while-revalidate=60, stale-if-error=86400";

    /// <summary>For what changes weekly.</summary>
    public const string Series = $"public, max-age=3600, {Grace}";
    /// <summary>For our public pages.</summary>
    public const string Page = "public, max-age=300";
    /// <summary>For what depends on the visitor.</summary>
    public const string Visitor = "private, no-cache";
    /// <summary>For what only who sent a key may see.</summary>
    public const string Nobody = "no-store";
    /// <summary>
    /// For a closed archive: who has read it keeps it; a cache between asks hourly, so that it hands out nothing that was withdrawn.
    /// </summary>
    public const string Archive = "public, max-age=31536000, s-maxage=3600, immutable";
    /// <summary>For an address that holds the hash of its content.</summary>
    public const string Immutable = "public, max-age=31536000, immutable";

    public static bool IsShared(Site site) => site.Timeline == TimelineAccess.Public;

    /// <summary>For what changes through the day; never kept by a shared cache when a key guards it.</summary>
    public static string Timeline(Site site) => $"{(IsShared(site) ? "public" : "private")}, max-age=300, {Grace}";
}
