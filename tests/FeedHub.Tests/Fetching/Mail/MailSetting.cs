using FeedHub.Core.Catalog;
using FeedHub.Core.Push;
using FeedHub.Core.Urls;
using FeedHub.Fetching.Mail;
using Microsoft.Extensions.Logging;

namespace FeedHub.Tests.Fetching.Mail;

/// <summary>Mail of a site with a mail server, and what it has written to the log.</summary>
internal sealed class MailSetting : IDisposable
{
    public MailSetting(MailServer? server, string? password = "secret", Func<MailOptions, MailOptions>? change = null)
    {
        Site = new Site
        {
            Title = "Qafqaz Xəbər",
            Address = new SiteAddress("https://hub.example", "hub.example,2026"),
            Contact = "desk@hub.example",
            Language = "en",
            UserAgent = "FeedHub/test",
            Mail = server,
        };
        var options = new MailOptions { Site = () => Site, Secret = _ => password, Deadline = TimeSpan.FromSeconds(20) };
        Mail = new SmtpMail(change?.Invoke(options) ?? options, TimeProvider.System, Log);
    }

    public Site Site { get; set; }
    public RecordedLog Log { get; } = new();
    public SmtpMail Mail { get; }

    public static OutgoingMail Hello(string to = "reader@feedhub.example") => new()
    {
        MessageId = $"{Guid.NewGuid():N}@hub.example",
        To = to,
        Subject = "Hello",
        Text = "Hello.\n",
        Html = "<p>Hello.</p>\n",
        Date = new DateTimeOffset(2026, 11, 30, 8, 0, 0, TimeSpan.FromHours(4)),
    };

    public Task<MailOutcome> SendAsync(OutgoingMail mail) => Mail.SendAsync(mail, TestContext.Current.CancellationToken);

    public void Dispose() => Mail.Dispose();
}

/// <summary>Keeps the lines of a log.</summary>
internal sealed class RecordedLog : ILogger<SmtpMail>
{
    private readonly List<string> lines = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
                return [.. lines];
        }
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (lines)
            lines.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
