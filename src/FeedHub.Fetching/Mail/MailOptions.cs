using FeedHub.Core.Catalog;

namespace FeedHub.Fetching.Mail;

/// <summary>How mail is sent; the delegates are called on every use, so that they follow the live configuration.</summary>
public sealed record MailOptions
{
    public required Func<Site> Site { get; init; }
    /// <summary>The value of the environment variable that holds the password.</summary>
    public Func<string, string?> Secret { get; init; } = Environment.GetEnvironmentVariable;
    /// <summary>Time for one mail, with the connection, but without waiting for the mails before it.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(60);
    /// <summary>How long a connection is kept for the next mail.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(20);
    /// <summary>Maximum number of mails on one connection; servers refuse more.</summary>
    public int MailsPerConnection { get; init; } = 50;
}
