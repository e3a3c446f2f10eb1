namespace FeedHub.Core.Sources.Settings;

/// <summary>How FeedHub authenticates to a source's server.</summary>
public enum CredentialKind
{
    /// <summary>HTTP Basic; the variable holds <c>name:password</c>.</summary>
    Basic,
    /// <summary>A bearer token.</summary>
    Bearer,
    /// <summary>The variable's value in a custom header of the outlet.</summary>
    Header,
}

/// <summary>
/// A credential, referenced by the name of the environment variable that holds it: the secret itself is in no file or database.
/// </summary>
/// <param name="Header">Name of the header, for <see cref="CredentialKind.Header"/>.</param>
public sealed record SourceCredential(CredentialKind Kind, string Variable, string? Header = null);
