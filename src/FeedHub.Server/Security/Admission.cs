using System.Net;
using FeedHub.Core.Access;
using FeedHub.Core.Catalog;

namespace FeedHub.Server.Security;

/// <summary>Who may use a route. Every route declares it; docs/http.md has the table of all.</summary>
internal sealed class Admission
{
    public static readonly Admission Everybody = new(null, (_, _) => false);
    /// <summary>Those who may read the timeline: everybody, unless <c>site.yaml</c> says <c>timeline: key</c>.</summary>
    public static readonly Admission TimelineReaders = new(AccessRole.Reader, (_, site) => site.Timeline == TimelineAccess.Key);
    /// <summary>Everybody; a key is judged, since more requests are answered with one.</summary>
    public static readonly Admission EverybodyWithKey = new(AccessRole.Reader, (_, _) => false);
    /// <summary>Whoever has a key.</summary>
    public static readonly Admission KeyHolders = new(AccessRole.Reader, (_, _) => true);
    public static readonly Admission Editors = new(AccessRole.Editor, (_, _) => true);
    /// <summary>Editors, by their key or by having signed in with it.</summary>
    public static readonly Admission Desk = new(AccessRole.Editor, (_, _) => true) { TakesCookie = true };
    /// <summary>Where editors sign in and out: everybody, but what is posted must come from a form of ours.</summary>
    public static readonly Admission DeskDoor = new(AccessRole.Editor, (_, _) => false) { TakesCookie = true };
    public static readonly Admission Admins = new(AccessRole.Admin, (_, _) => true);
    public static readonly Admission AdminsAndThisMachine = new(AccessRole.Admin, (http, _) => !IsFromThisMachine(http));

    private readonly Func<HttpContext, Site, bool> needsKey;

    private Admission(AccessRole? role, Func<HttpContext, Site, bool> needsKey) => (Role, this.needsKey) = (role, needsKey);

    /// <summary>The lowest role whose key is sufficient; null if no key is ever needed.</summary>
    public AccessRole? Role { get; }

    /// <summary>Whether the cookie of a sign-in counts as its key.</summary>
    public bool TakesCookie { get; private init; }

    public bool NeedsKey(HttpContext http, Site site) => needsKey(http, site);

    /// <summary>What the route that was chosen declares.</summary>
    /// <exception cref="InvalidOperationException">It declares nothing.</exception>
    public static Admission From(Endpoint endpoint) => endpoint.Metadata.GetMetadata<Admission>()
        ?? throw new InvalidOperationException(
            $"{endpoint.DisplayName} does not declare who may use it: add WithMetadata(Admission.…) to it in FeedHubRoutes.");

    /// <summary>A request that a proxy on this machine passed on came from elsewhere, whether or not the proxy is trusted.</summary>
    private static bool IsFromThisMachine(HttpContext http) =>
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !http.Request.Headers.ContainsKey("X-Forwarded-For") && !http.Request.Headers.ContainsKey("X-Original-For")
        && !http.Request.Headers.ContainsKey("Forwarded") && !http.Request.Headers.ContainsKey("Via");
}
