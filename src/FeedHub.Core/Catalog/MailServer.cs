namespace FeedHub.Core.Catalog;

/// <summary>How the connection to a mail server is encrypted.</summary>
public enum MailSecurity
{
    /// <summary>By STARTTLS, which the server must offer.</summary>
    StartTls,
    /// <summary>From the first byte.</summary>
    Tls,
    None,
}

/// <summary>The server that takes our mail, as <c>site.yaml</c> names it.</summary>
public sealed record MailServer
{
    public required string Host { get; init; }
    public required int Port { get; init; }
    public required MailSecurity Security { get; init; }
    /// <summary>The e-mail address that mail comes from, and to which what cannot be delivered returns.</summary>
    public required string From { get; init; }
    /// <summary>The name to authenticate with; null if the server asks for none.</summary>
    public string? User { get; init; }
    /// <summary>The environment variable that holds the password.</summary>
    public string? PasswordVariable { get; init; }
    /// <summary>
    /// SHA-256 of a certificate in upper-case hexadecimal digits, which is accepted even if nobody vouches for it; null for none.
    /// </summary>
    public string? Certificate { get; init; }
}
