using System.Data.Common;
using System.Globalization;
using FeedHub.Core.Catalog;
using MimeKit;

namespace FeedHub.Tests.Fetching.Mail;

/// <summary>The mail server of <c>tests/smtp</c>, and the mail that has arrived at it.</summary>
internal sealed class TestMailServer
{
    private const string Variable = "FEEDHUB_TEST_SMTP";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly DbConnectionStringBuilder values;

    private TestMailServer(string text) => values = new DbConnectionStringBuilder { ConnectionString = text };

    public string Password => Value("Password");

    /// <summary>The server as an operator would write it down.</summary>
    public MailServer Settings => new()
    {
        Host = "127.0.0.1",
        Port = int.Parse(Value("Port"), CultureInfo.InvariantCulture),
        Security = MailSecurity.StartTls,
        From = "alerts@feedhub.example",
        User = Value("User"),
        PasswordVariable = "MAIL_PASSWORD",
        Certificate = Value("Certificate").Replace(":", "", StringComparison.Ordinal),
    };

    /// <summary>The server; the test is skipped if there is none.</summary>
    public static TestMailServer Find()
    {
        var text = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipUnless(text is { Length: > 0 }, $"{Variable} names no mail server; bash tests/smtp start prints its value.");
        return new TestMailServer(text);
    }

    /// <summary>The mail with this Message-ID, once it has been delivered.</summary>
    public async Task<MimeMessage> ArrivedAsync(string messageId)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        while (true)
        {
            if (Arrived(messageId) is [var message, ..])
                return message;
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>What has been delivered of the mail with this Message-ID.</summary>
    public IReadOnlyList<MimeMessage> Arrived(string messageId)
    {
        var folder = Path.Combine(Value("Maildir"), "new");
        return !Directory.Exists(folder) ? [] :
            [.. Directory.EnumerateFiles(folder).Select(f => MimeMessage.Load(f)).Where(m => m.MessageId == messageId)];
    }

    private string Value(string name) => (string)values[name];
}
