using FeedHub.Core.Access;
using FeedHub.Core.Briefs.Editing;

namespace FeedHub.Server.Security;

/// <summary>The caller, if the request presented a key that is in force; a feature of the request.</summary>
/// <param name="KeyId">ID of the key; see <see cref="AccessKey.Id"/>.</param>
/// <param name="KeyName">What the key is for; may be empty.</param>
internal sealed record KeyHolder(AccessRole Role, string KeyId, string KeyName)
{
    /// <summary>Whose things are the holder's: a name may have several keys, one after another or at the same time.</summary>
    public string Owner => KeyName.Length > 0 ? KeyName : KeyId;

    /// <summary>Whether the request carried the cookie of a sign-in, and not the key itself.</summary>
    public bool IsSignedIn { get; init; }

    /// <summary>The caller; null for one who presented no such key, and on routes that are open to everybody.</summary>
    public static KeyHolder? Of(HttpContext http) => http.Features.Get<KeyHolder>();

    /// <summary>The role of the caller, or null.</summary>
    public static AccessRole? RoleOf(HttpContext http) => Of(http)?.Role;

    /// <summary>Who acts, on a route that only editors reach.</summary>
    public static Editor EditorOf(HttpContext http) => Of(http) is { } holder
        ? new(holder.KeyId, holder.KeyName)
        : throw new InvalidOperationException("This route lets in people who have no key: declare who may use it in FeedHubRoutes.");
}
