using System.Net.Sockets;
using System.Text.RegularExpressions;
using FeedHub.Core.Content;
using FeedHub.Core.Push;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace FeedHub.Fetching.Mail;

/// <summary>Turns the exceptions of SMTP into outcomes, without the addresses that servers repeat.</summary>
internal static partial class SmtpFailures
{
    private const int MaxDetail = 300;

    /// <summary>Whether the exception comes from the server or from the way to it.</summary>
    public static bool IsOfServer(Exception e) =>
        e is ProtocolException or CommandException or AuthenticationException or SslHandshakeException or ServiceNotConnectedException
            or ServiceNotAuthenticatedException or SocketException or IOException or TimeoutException or NotSupportedException;

    /// <summary>Why there is no connection that takes mail.</summary>
    public static string Connection(Exception e) => e switch
    {
        SslHandshakeException { ServerCertificate: { } certificate } =>
            "TLS: its certificate is not for this host, or nobody whom this machine trusts vouches for it (SHA-256 "
                + $"{SmtpConnection.Fingerprint(certificate)})",
        SslHandshakeException => "TLS: no secure connection",
        SocketException { SocketErrorCode: var code } => $"no connection ({code})",
        AuthenticationException => $"it does not accept our user name and password: {Plain(e.Message)}",
        _ => Plain(e.Message),
    };

    /// <summary>What became of a mail that the server, once connected, has not taken.</summary>
    public static MailOutcome OfMail(Exception e) => e switch
    {
        // 5xx for the sender means that the operator has named an address that the server does not let us use.
        SmtpCommandException
        {
            ErrorCode: SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted,
            StatusCode: var code and >= (SmtpStatusCode)500
        } => new MailOutcome.Refused((int)code, Plain(e.Message)),
        SmtpCommandException { StatusCode: var code } => new MailOutcome.Failed($"{(int)code} {Plain(e.Message)}"),
        // The address has letters outside of ASCII before the @, which the server does not know (RFC 6531).
        NotSupportedException => new MailOutcome.Refused(null, Plain(e.Message)),
        _ => new MailOutcome.Failed($"the connection broke: {Plain(e.Message)}"),
    };

    /// <summary>What a server said, on one line and without addresses, as it may reach a log.</summary>
    public static string Plain(string text)
    {
        var plain = Address().Replace(TerminalText.Plain(text), "…");
        return plain.Length <= MaxDetail ? plain : plain[..MaxDetail] + "…";
    }

    [GeneratedRegex("""[^\s<>"'(),;:]+@[^\s<>"'(),;:]+""")]
    private static partial Regex Address();
}
