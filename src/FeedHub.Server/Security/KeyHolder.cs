using FeedHub.Core.Access;

namespace FeedHub.Server.Security;

/// <summary>The caller, if the request presented a key that is in force; a feature of the request.</summary>
internal sealed record KeyHolder(AccessRole Role)
{
    /// <summary>The role of the caller; null for one who presented no such key, and on routes that are open to everybody.</summary>
    public static AccessRole? RoleOf(HttpContext http) => http.Features.Get<KeyHolder>()?.Role;
}
