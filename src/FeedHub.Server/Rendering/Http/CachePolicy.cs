using FeedHub.Core.Catalog;

namespace FeedHub.Server.Rendering.Http;

/// <summary>How long others may keep what we send; readers take <c>max-age</c> as a hint of how often to poll.</summary>
internal static class CachePolicy
{
    /// <summary>
    /// A cache that asks again in the background may serve what it has for another minute (RFC 5861 §3). With the minute of
    /// <c>max-age</c>, a brief that has come out is seen, and the text of a withdrawn one is gone, within two minutes. More grace would
    /// serve withdrawn text for longer, and would save little: most answers are a 304.
    /// </summary>
    private const string Grace = "stale-while-revalidate=60";

    /// <summary>Only while we cannot be reached or fail (RFC 5861 §4): the 410 of a withdrawn brief is an answer, not a failure.</summary>
    private const string WhileDown = "stale-if-error=86400";

    /// <summary>For what a brief changes when it comes out, is corrected or is withdrawn: series, their parts and pictures.</summary>
    public const string Series = $"public, max-age=60, {Grace}, {WhileDown}";
    /// <summary>For our other public pages and files, which change with our configuration or our program.</summary>
    public const string Page = "public, max-age=300";
    /// <summary>For redirects to the present form of an address.</summary>
    public const string Redirect = "public, max-age=3600";
    /// <summary>For what depends on the visitor.</summary>
    public const string Visitor = "private, no-cache";
    /// <summary>For what only the sender of a key may see.</summary>
    public const string Nobody = "no-store";
    /// <summary>
    /// For a closed archive. A reader keeps it and hears in the subscription document of what was withdrawn since. A shared cache has other
    /// readers, who have not seen that document yet, so it asks again as for any other feed.
    /// </summary>
    public const string Archive = $"public, max-age=31536000, s-maxage=60, {Grace}, immutable";
    /// <summary>For an address that holds the hash of its content.</summary>
    public const string Immutable = "public, max-age=31536000, immutable";

    public static bool IsShared(Site site) => site.Timeline == TimelineAccess.Public;

    /// <summary>For the API: what is kept is asked for again each time, which costs a 304.</summary>
    public static string Api(Site site) => $"{(IsShared(site) ? "public" : "private")}, no-cache";

    /// <summary>For what changes through the day; never kept by a shared cache if a key is needed.</summary>
    public static string Timeline(Site site) =>
        $"{(IsShared(site) ? "public" : "private")}, max-age=300, {Grace}, {WhileDown}";
}
