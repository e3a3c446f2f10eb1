namespace FeedHub.Core.Access;

/// <summary>What the holder of a key may do; each may also do what those after it may.</summary>
public enum AccessRole
{
    Admin,
    Editor,
    Reader,
}

/// <summary>The order of the roles.</summary>
public static class AccessRoles
{
    /// <summary>Whether the holder of one role may do what another role may.</summary>
    public static bool Includes(this AccessRole role, AccessRole other) => role <= other;
}
