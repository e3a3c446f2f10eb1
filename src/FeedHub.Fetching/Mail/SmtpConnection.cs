using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using FeedHub.Core.Catalog;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace FeedHub.Fetching.Mail;

/// <summary>The connection to our mail server. It is kept for some mails, and opened anew if it has broken meanwhile.</summary>
internal sealed class SmtpConnection(MailOptions options) : IDisposable
{
    private SmtpClient? client;
    private MailServer? opened;
    private int mails;

    /// <summary>A client that is ready for a mail.</summary>
    /// <param name="name">Our own name for the server's log; null for the address of this machine.</param>
    public async Task<SmtpClient> OpenAsync(MailServer server, string? name, CancellationToken cancellationToken)
    {
        var isWorn = opened != server || mails >= options.MailsPerConnection;
        if (client is not null && (isWorn || !await IsAliveAsync(client, cancellationToken)))
            await CloseAsync(cancellationToken);
        if (client is null)
        {
            client = Create(server, name);
            opened = server;
            await client.ConnectAsync(server.Host, server.Port, Security(server), cancellationToken);
            if (server.User is { } user)
                await client.AuthenticateAsync(user, Password(server), cancellationToken);
        }
        mails++;
        return client;
    }

    /// <summary>Takes leave of the server.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        if (client is { IsConnected: true } connected)
            await connected.DisconnectAsync(quit: true, cancellationToken);
        Dispose();
    }

    /// <summary>Drops the connection.</summary>
    public void Dispose()
    {
        client?.Dispose();
        (client, opened, mails) = (null, null, 0);
    }

    private static SmtpClient Create(MailServer server, string? name) => new()
    {
        LocalDomain = name,
        // It would be asked of servers that the certificate names, past the address guard.
        CheckCertificateRevocation = false,
        ServerCertificateValidationCallback = (_, certificate, _, errors) =>
            errors == SslPolicyErrors.None || (certificate is not null && Fingerprint(certificate) == server.Certificate),
    };

    /// <summary>SHA-256 in hexadecimal digits.</summary>
    internal static string Fingerprint(X509Certificate certificate) =>
        Convert.ToHexString(SHA256.HashData(certificate.GetRawCertData()));

    private static SecureSocketOptions Security(MailServer server) => server.Security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    private string Password(MailServer server) => options.Secret(server.PasswordVariable!) is { Length: > 0 } password
        ? password
        : throw new AuthenticationException($"the environment variable {server.PasswordVariable}, which holds the password, is not set");

    /// <summary>Whether the server still listens: most close a connection that was idle for a while.</summary>
    private static async Task<bool> IsAliveAsync(SmtpClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.NoOpAsync(cancellationToken);
            return true;
        }
        catch (Exception e) when (SmtpFailures.IsOfServer(e))
        {
            return false;
        }
    }
}
