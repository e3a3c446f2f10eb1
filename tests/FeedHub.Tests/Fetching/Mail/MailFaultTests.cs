using System.Net;
using System.Net.Sockets;
using FeedHub.Core.Catalog;
using FeedHub.Core.Push;

namespace FeedHub.Tests.Fetching.Mail;

/// <summary>Mail servers that are away, drop connections or say nothing.</summary>
public class MailFaultTests
{
    [Fact]
    public async Task Without_a_mail_server_nothing_is_sent()
    {
        using var setting = new MailSetting(null);
        Assert.False(setting.Mail.IsConfigured);
        Assert.Equal(
            "site.yaml names no mail server", Assert.IsType<MailOutcome.Failed>(await setting.SendAsync(MailSetting.Hello())).Detail);
    }

    [Fact]
    public async Task A_server_that_is_down_fails_the_mail_and_is_logged()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var port = ((IPEndPoint)probe.LocalEndpoint).Port;
        probe.Stop();
        using var setting = new MailSetting(new MailServer
        {
            Host = "127.0.0.1",
            Port = port,
            Security = MailSecurity.StartTls,
            From = "alerts@feedhub.example",
        });
        Assert.True(setting.Mail.IsConfigured);
        var failed = Assert.IsType<MailOutcome.Failed>(await setting.SendAsync(MailSetting.Hello()));
        Assert.Equal("the mail server cannot be used: no connection (ConnectionRefused)", failed.Detail);
        Assert.Equal(
            $"Warning: No mail is sent: the mail server 127.0.0.1:{port} cannot be used: no connection (ConnectionRefused)",
            Assert.Single(setting.Log.Lines));
    }

    [Fact]
    public async Task A_server_that_does_not_offer_encryption_gets_nothing()
    {
        await using var server = ScriptedSmtp.Start();
        using var setting = new MailSetting(server.Settings with { Security = MailSecurity.StartTls });
        var failed = Assert.IsType<MailOutcome.Failed>(await setting.SendAsync(MailSetting.Hello()));
        Assert.Contains("STARTTLS", failed.Detail, StringComparison.Ordinal);
        Assert.Empty(server.Mails);
    }

    [Fact]
    public async Task Mails_shortly_after_each_other_use_one_connection()
    {
        await using var server = ScriptedSmtp.Start();
        using var setting = new MailSetting(server.Settings);
        for (var i = 0; i < 3; i++)
            Assert.IsType<MailOutcome.Sent>(await setting.SendAsync(MailSetting.Hello()));
        Assert.Equal((1, 3), (server.Connections, server.Mails.Count));
    }

    [Fact]
    public async Task A_connection_takes_no_more_mails_than_servers_like()
    {
        await using var server = ScriptedSmtp.Start();
        using var setting = new MailSetting(server.Settings, change: o => o with { MailsPerConnection = 2 });
        for (var i = 0; i < 5; i++)
            Assert.IsType<MailOutcome.Sent>(await setting.SendAsync(MailSetting.Hello()));
        Assert.Equal((3, 5), (server.Connections, server.Mails.Count));
    }

    [Fact]
    public async Task A_connection_that_the_server_closed_meanwhile_costs_no_mail()
    {
        await using var server = ScriptedSmtp.Start((connection, command) => connection == 1 && command == "NOOP" ? "" : null);
        using var setting = new MailSetting(server.Settings);
        Assert.IsType<MailOutcome.Sent>(await setting.SendAsync(MailSetting.Hello()));
        Assert.IsType<MailOutcome.Sent>(await setting.SendAsync(MailSetting.Hello()));
        Assert.Equal((2, 2), (server.Connections, server.Mails.Count));
    }

    [Fact]
    public async Task An_idle_connection_is_closed_with_a_farewell()
    {
        var farewell = new TaskCompletionSource();
        await using var server = ScriptedSmtp.Start((_, command) =>
        {
            if (command == "QUIT")
                farewell.TrySetResult();
            return null;
        });
        using var setting = new MailSetting(server.Settings, change: o => o with { IdleTime = TimeSpan.FromMilliseconds(50) });
        Assert.IsType<MailOutcome.Sent>(await setting.SendAsync(MailSetting.Hello()));
        await farewell.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.IsType<MailOutcome.Sent>(await setting.SendAsync(MailSetting.Hello()));
        Assert.Equal(2, server.Connections);
    }

    [Fact]
    public async Task Where_the_connection_drops_before_the_answer_to_the_mail_it_has_failed_and_can_be_tried_again()
    {
        await using var server = ScriptedSmtp.Start((connection, command) => connection == 1 && command == "." ? "" : null);
        using var setting = new MailSetting(server.Settings);
        var mail = MailSetting.Hello();
        Assert.IsType<MailOutcome.Failed>(await setting.SendAsync(mail));
        Assert.IsType<MailOutcome.Sent>(await setting.SendAsync(mail));
        // Both have arrived, and a reader's server knows them by one identity.
        Assert.All(server.Mails, m => Assert.Contains($"Message-Id: <{mail.MessageId}>", m, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(2, server.Mails.Count);
    }

    [Theory]
    [InlineData("RCPT", "421 too busy", typeof(MailOutcome.Failed))]
    [InlineData("RCPT", "550 no", typeof(MailOutcome.Refused))]
    [InlineData("MAIL", "550 not from you", typeof(MailOutcome.Failed))]
    [InlineData("MAIL", "451 not now", typeof(MailOutcome.Failed))]
    [InlineData(".", "451 not now", typeof(MailOutcome.Failed))]
    [InlineData(".", "552 too large", typeof(MailOutcome.Refused))]
    [InlineData("DATA", "", typeof(MailOutcome.Failed))]
    [InlineData("EHLO", "", typeof(MailOutcome.Failed))]
    [InlineData("", "554 no service", typeof(MailOutcome.Failed))]
    [InlineData("", "what?", typeof(MailOutcome.Failed))]
    public async Task What_the_server_answers_decides_what_became_of_the_mail(string to, string answer, Type outcome)
    {
        var isWell = false;
        await using var server = ScriptedSmtp.Start((_, command) => !isWell && command.Split(' ')[0] == to ? answer : null);
        using var setting = new MailSetting(server.Settings);
        Assert.IsType(outcome, await setting.SendAsync(MailSetting.Hello()));
        isWell = true;
        Assert.IsType<MailOutcome.Sent>(await setting.SendAsync(MailSetting.Hello()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("EHLO")]
    [InlineData("RCPT")]
    [InlineData(".")]
    public async Task A_server_that_says_nothing_fails_the_mail_in_time(string at)
    {
        var isWell = false;
        await using var server = ScriptedSmtp.Start((_, command) => !isWell && command.Split(' ')[0] == at ? "…" : null);
        using var setting = new MailSetting(server.Settings, change: o => o with { Deadline = TimeSpan.FromSeconds(1) });
        var failed = Assert.IsType<MailOutcome.Failed>(await setting.SendAsync(MailSetting.Hello()));
        Assert.Equal("the mail server did not answer within 1 s", failed.Detail);
        isWell = true;
        Assert.IsType<MailOutcome.Sent>(await setting.SendAsync(MailSetting.Hello()));
    }

    [Fact]
    public async Task A_change_of_the_server_takes_effect_with_the_next_mail()
    {
        await using var first = ScriptedSmtp.Start();
        await using var second = ScriptedSmtp.Start();
        using var setting = new MailSetting(first.Settings);
        await setting.SendAsync(MailSetting.Hello());
        setting.Site = setting.Site with { Mail = second.Settings };
        await setting.SendAsync(MailSetting.Hello());
        Assert.Equal((1, 1), (first.Mails.Count, second.Mails.Count));
    }
}
