using FeedHub.Core.Push;

namespace FeedHub.Tests.Fetching.Mail;

/// <summary>What is on the wire.</summary>
public sealed class MailTextTests : IAsyncDisposable
{
    private readonly ScriptedSmtp server = ScriptedSmtp.Start();
    private readonly MailSetting setting;

    public MailTextTests() => setting = new MailSetting(server.Settings);

    [Theory]
    [InlineData("Talks\r\nBcc: everybody@feedhub.example")]
    [InlineData("Talks\nBcc: everybody@feedhub.example")]
    [InlineData("Talks\rBcc: everybody@feedhub.example")]
    [InlineData("Talks\r\n\r\n<script>")]
    [InlineData("Talks\u2028Bcc: everybody@feedhub.example")]
    [InlineData("Talks\0Bcc: everybody@feedhub.example")]
    [InlineData("Переговоры\r\nBcc: everybody@feedhub.example")]
    public async Task A_subject_cannot_become_another_header(string subject)
    {
        var head = Head(await SentAsync(MailSetting.Hello() with { Subject = subject }));
        Assert.DoesNotContain(head, l => l.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase) || l.StartsWith('<'));
        Assert.Contains(head, l => l.StartsWith("Subject: ", StringComparison.Ordinal));
        Assert.Contains(head, l => l.StartsWith("Content-Type: multipart/alternative", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_else_can_become_another_header()
    {
        setting.Site = setting.Site with { Title = "Hub\r\nBcc: everybody@feedhub.example" };
        var head = Head(await SentAsync(MailSetting.Hello() with { Language = "en\r\nBcc: everybody@feedhub.example" }));
        Assert.DoesNotContain(head, l => l.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("reader@feedhub.example\r\nRCPT TO:<other@feedhub.example>")]
    [InlineData("reader@feedhub.example\r\nBcc: other@feedhub.example")]
    [InlineData("reader@feedhub.example, other@feedhub.example")]
    [InlineData("Reader <reader@feedhub.example>")]
    [InlineData("<reader@feedhub.example>")]
    [InlineData("reader")]
    [InlineData("@feedhub.example")]
    [InlineData("")]
    public async Task What_is_not_one_address_is_refused(string to)
    {
        var refused = Assert.IsType<MailOutcome.Refused>(await setting.SendAsync(MailSetting.Hello(to)));
        Assert.Equal((null, "the address is not an e-mail address"), (refused.Code, refused.Detail));
        Assert.Equal(0, server.Connections);
    }

    [Theory]
    [InlineData("not an id")]
    [InlineData("<a@b>")]
    [InlineData("a b@c")]
    [InlineData("a@")]
    [InlineData("a@b>\r\nBcc: everybody@feedhub.example")]
    public async Task A_message_id_that_is_none_is_the_callers_mistake(string id) =>
        await Assert.ThrowsAsync<ArgumentException>(() => setting.SendAsync(MailSetting.Hello() with { MessageId = id }));

    [Theory]
    [InlineData("https://hub.example/u\r\nBcc: everybody@feedhub.example", true)]
    [InlineData("http://hub.example/u", false)]
    public async Task One_click_is_announced_for_https_alone(string address, bool isAnnounced)
    {
        var head = Head(await SentAsync(MailSetting.Hello() with { Unsubscribe = address }));
        Assert.Contains(head, l => l.StartsWith("List-Unsubscribe: <http", StringComparison.Ordinal));
        Assert.Equal(isAnnounced, head.Any(l => l.StartsWith("List-Unsubscribe-Post: ", StringComparison.Ordinal)));
        Assert.DoesNotContain(head, l => l.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task An_address_to_unsubscribe_at_that_is_none_is_the_callers_mistake() =>
        await Assert.ThrowsAsync<ArgumentException>(
            () => setting.SendAsync(MailSetting.Hello() with { Unsubscribe = "mailto:out@hub.example" }));

    [Fact]
    public async Task Every_line_is_short_and_ascii()
    {
        var sent = await SentAsync(MailSetting.Hello() with
        {
            Subject = string.Join(' ', Enumerable.Repeat("მოლაპარაკებები", 40)),
            Text = new string('a', 5000) + "\n" + string.Join(' ', Enumerable.Repeat("Բանակցություններ", 500)),
            Html = "<p>" + new string('я', 5000) + "</p>",
        });
        Assert.All(sent.Split("\r\n"), l => Assert.True(l.Length <= 78 && l.All(char.IsAscii), l));
    }

    public async ValueTask DisposeAsync()
    {
        setting.Dispose();
        await server.DisposeAsync();
    }

    private async Task<string> SentAsync(OutgoingMail mail)
    {
        Assert.IsType<MailOutcome.Sent>(await setting.SendAsync(mail));
        return Assert.Single(server.Mails);
    }

    /// <summary>The headers, each on one line.</summary>
    private static string[] Head(string mail) =>
        mail.Split("\r\n\r\n", 2)[0].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n");
}
