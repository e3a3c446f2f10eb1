using FeedHub.Core.Access;

namespace FeedHub.Server.Security;

/// <summary>What a page tells by who asks, where everybody may ask.</summary>
internal static class PresentedRole
{
    /// <summary>Whether a request holds a key of the role admin, as a bearer token or as the password of HTTP Basic.</summary>
    public static async Task<bool> IsAdminAsync(HttpContext http, IAccessKeyStore keys) =>
        PresentedKey.BearerOrBasic(http.Request) is { } key
        && await keys.RoleOfAsync(AccessKey.Hash(key), http.RequestAborted) == AccessRole.Admin;
}
