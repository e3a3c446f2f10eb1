namespace FeedHub.Server.Security.Sessions;

/// <summary>The addresses of the editors' desk, below the base path.</summary>
internal static class EditorsPath
{
    public const string Root = "/editors";
    public const string SignIn = "/editors/sign-in";
    public const string SignOut = "/editors/sign-out";

    /// <summary>Longer than any address of the desk.</summary>
    private const int MaxLength = 500;

    /// <summary>The address of the form that leads back to a page once the editor has signed in.</summary>
    public static string SignInFor(string path) => $"{SignIn}?return={Uri.EscapeDataString(path)}";

    /// <summary>Where to go after signing in: the address that was asked for if it is one of the desk's, else the desk.</summary>
    public static string Return(string? asked) =>
        asked is { Length: <= MaxLength } && asked.StartsWith(Root, StringComparison.Ordinal)
        && (asked.Length == Root.Length || asked[Root.Length] is '/' or '?')
        && !asked.StartsWith("/editors/sign-", StringComparison.Ordinal)
        && asked.All(c => c is > ' ' and < '\x7f' and not '\\')
            ? asked
            : Root;
}
