using FeedHub.Core.Catalog;
using FeedHub.Core.Push;
using FeedHub.Fetching.Http;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace FeedHub.Fetching.Mail;

/// <summary>Sends mail by SMTP, one after another over one connection to the mail server of <c>site.yaml</c>.</summary>
public sealed partial class SmtpMail : IMail, IDisposable
{
    private static readonly TimeSpan Leave = TimeSpan.FromSeconds(2);

    private readonly MailOptions options;
    private readonly TimeProvider time;
    private readonly ILogger<SmtpMail> logger;
    private readonly SmtpConnection connection;
    private readonly SemaphoreSlim gate = new(1);
    private readonly ITimer idle;

    public SmtpMail(MailOptions options, TimeProvider time, ILogger<SmtpMail> logger)
    {
        this.options = options;
        this.time = time;
        this.logger = logger;
        connection = new SmtpConnection(options);
        idle = time.CreateTimer(_ => _ = CloseIdleAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public bool IsConfigured => options.Site().Mail is not null;

    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken cancellationToken)
    {
        var site = options.Site();
        if (site.Mail is not { } server)
            return new MailOutcome.Failed("site.yaml names no mail server");
        using var message = MailText.Write(mail, site, server);
        if (message is null)
            return new MailOutcome.Refused(null, "the address is not an e-mail address");
        await gate.WaitAsync(cancellationToken);
        try
        {
            return await SendInTurnAsync(message, site, server, cancellationToken);
        }
        finally
        {
            idle.Change(options.IdleTime, Timeout.InfiniteTimeSpan);
            gate.Release();
        }
    }

    public void Dispose()
    {
        idle.Dispose();
        connection.Dispose();
        gate.Dispose();
    }

    private async Task<MailOutcome> SendInTurnAsync(
        MimeMessage message, Site site, MailServer server, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(options.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        MailOutcome? outcome = null;
        try
        {
            outcome = await SendWithinAsync(message, site, server, either.Token);
            return outcome;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Unusable(logger, server.Host, server.Port, $"no answer within {options.Deadline.Describe()}");
            return new MailOutcome.Failed($"the mail server did not answer within {options.Deadline.Describe()}");
        }
        finally
        {
            // After anything else than a plain answer, nobody knows where in the protocol the server is.
            if (outcome is not (MailOutcome.Sent or MailOutcome.Refused))
                connection.Dispose();
        }
    }

    private async Task<MailOutcome> SendWithinAsync(MimeMessage message, Site site, MailServer server, CancellationToken cancellationToken)
    {
        MailKit.Net.Smtp.SmtpClient client;
        try
        {
            client = await connection.OpenAsync(server, OwnName(site), cancellationToken);
        }
        catch (Exception e) when (SmtpFailures.IsOfServer(e))
        {
            var detail = SmtpFailures.Connection(e);
            Log.Unusable(logger, server.Host, server.Port, detail);
            return new MailOutcome.Failed($"the mail server cannot be used: {detail}");
        }

        try
        {
            await client.SendAsync(message, (MailboxAddress)message.From[0], [(MailboxAddress)message.To[0]], cancellationToken);
            return new MailOutcome.Sent();
        }
        catch (Exception e) when (SmtpFailures.IsOfServer(e))
        {
            return SmtpFailures.OfMail(e);
        }
    }

    /// <summary>The name of our site, where it has one; the server of a container would call itself by a number.</summary>
    private static string? OwnName(Site site) =>
        Uri.TryCreate(site.Address.BaseUrl, UriKind.Absolute, out var url) && url.HostNameType == UriHostNameType.Dns ? url.IdnHost : null;

    private async Task CloseIdleAsync()
    {
        // Whoever has the gate sets the timer again.
        if (!await gate.WaitAsync(TimeSpan.Zero))
            return;
        try
        {
            using var leave = new CancellationTokenSource(Leave, time);
            await connection.CloseAsync(leave.Token);
        }
        catch (Exception e) when (e is OperationCanceledException || SmtpFailures.IsOfServer(e))
        {
            connection.Dispose();
        }
        finally
        {
            gate.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "No mail is sent: the mail server {Host}:{Port} cannot be used: {Detail}")]
        public static partial void Unusable(ILogger logger, string host, int port, string detail);
    }
}
