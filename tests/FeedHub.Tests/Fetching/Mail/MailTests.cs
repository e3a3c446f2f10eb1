using FeedHub.Core.Catalog;
using FeedHub.Core.Push;
using MimeKit;

namespace FeedHub.Tests.Fetching.Mail;

/// <summary>Mail through a real server.</summary>
public sealed class MailTests : IDisposable
{
    private readonly TestMailServer server = TestMailServer.Find();
    private readonly MailSetting setting;

    public MailTests() => setting = new MailSetting(server.Settings, server.Password);

    [Theory]
    [InlineData("en", "Border talks resume", "The talks resume on Monday.")]
    [InlineData("az", "Sərhəd danışıqları bərpa olunur", "Danışıqlar bazar ertəsi başlayır: ığüşçöəİ.")]
    [InlineData("hy", "Սահմանազատման բանակցությունները վերսկսվում են", "Բանակցությունները կշարունակվեն երկուշաբթի օրը։")]
    [InlineData("ka", "საზღვრის შესახებ მოლაპარაკებები განახლდა", "მოლაპარაკებები ორშაბათს გაგრძელდება.")]
    [InlineData("ru", "Переговоры о границе возобновляются", "Переговоры продолжатся в понедельник — «на месте».")]
    [InlineData("tr", "Sınır görüşmeleri yeniden başlıyor", "Görüşmeler pazartesi günü İstanbul'da sürecek: ığüşçö.")]
    public async Task Every_script_arrives_as_it_was_sent(string language, string subject, string text)
    {
        // Long enough to be folded, and with lines that are longer than SMTP allows.
        var mail = MailSetting.Hello() with
        {
            Subject = string.Join(" · ", Enumerable.Repeat(subject, 5)),
            Text = string.Join(' ', Enumerable.Repeat(text, 100)) + "\n.\n" + text + "\n",
            Html = $"<p lang=\"{language}\">{string.Join(' ', Enumerable.Repeat(text, 100))}</p>\n",
            Language = language,
        };
        Assert.IsType<MailOutcome.Sent>(await setting.SendAsync(mail));
        var arrived = await server.ArrivedAsync(mail.MessageId);
        Assert.Equal(mail.Subject, arrived.Subject);
        Assert.Equal(mail.Text, arrived.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(mail.Html, arrived.HtmlBody!.ReplaceLineEndings("\n"));
        Assert.Equal(language, arrived.Body!.Headers["Content-Language"]);
    }

    [Fact]
    public async Task Readers_and_their_programs_find_what_they_need_in_the_headers()
    {
        var mail = MailSetting.Hello() with { Unsubscribe = $"https://hub.example/alerts/unsubscribe?token={new string('k', 200)}" };
        Assert.IsType<MailOutcome.Sent>(await setting.SendAsync(mail));
        var arrived = await server.ArrivedAsync(mail.MessageId);
        Assert.Equal("\"Qafqaz Xəbər\" <alerts@feedhub.example>", arrived.From.ToString());
        Assert.Equal("reader@feedhub.example", arrived.To.ToString());
        Assert.Equal(mail.Date, arrived.Date);
        Assert.Equal($"<{mail.Unsubscribe}>", arrived.Headers["List-Unsubscribe"]);
        Assert.Equal("List-Unsubscribe=One-Click", arrived.Headers["List-Unsubscribe-Post"]);
        Assert.Equal("<feedhub.hub.example>", arrived.Headers["List-Id"]);
        Assert.Equal("auto-generated", arrived.Headers["Auto-Submitted"]);
        Assert.Equal("<alerts@feedhub.example>", arrived.Headers["Return-path"]);
        Assert.Null(arrived.Headers["Precedence"]);
        Assert.Equal(
            ["text/plain", "text/html"],
            Assert.IsType<MultipartAlternative>(arrived.Body).Select(p => p.ContentType.MimeType));
    }

    [Fact]
    public async Task A_mail_that_is_tried_again_has_the_same_identity()
    {
        var mail = MailSetting.Hello();
        Assert.IsType<MailOutcome.Sent>(await setting.SendAsync(mail));
        Assert.IsType<MailOutcome.Sent>(await setting.SendAsync(mail));
        await server.ArrivedAsync(mail.MessageId);
        while (server.Arrived(mail.MessageId).Count < 2)
            await Task.Delay(50, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("refused@feedhub.example", 550)]
    [InlineData("spam@feedhub.example", 554)]
    [InlineData("reader@elsewhere.example", 550)]
    public async Task A_mail_that_the_server_refuses_for_good_is_refused_and_the_next_one_is_sent(string to, int code)
    {
        var refused = Assert.IsType<MailOutcome.Refused>(await setting.SendAsync(MailSetting.Hello(to)));
        Assert.Equal(code, refused.Code);
        Assert.DoesNotContain('@', refused.Detail);
        Assert.Empty(setting.Log.Lines);
        Assert.IsType<MailOutcome.Sent>(await setting.SendAsync(MailSetting.Hello()));
    }

    [Fact]
    public async Task A_mail_that_the_server_does_not_take_now_has_failed_and_no_address_is_told()
    {
        var failed = Assert.IsType<MailOutcome.Failed>(await setting.SendAsync(MailSetting.Hello("later@feedhub.example")));
        Assert.Equal("451 <…>: mailbox busy", failed.Detail);
        Assert.IsType<MailOutcome.Sent>(await setting.SendAsync(MailSetting.Hello()));
    }

    [Fact]
    public async Task A_self_signed_certificate_is_refused_unless_the_operator_names_it()
    {
        using var strict = new MailSetting(server.Settings with { Certificate = null }, server.Password);
        var failed = Assert.IsType<MailOutcome.Failed>(await strict.SendAsync(MailSetting.Hello()));
        Assert.Contains($"(SHA-256 {server.Settings.Certificate})", failed.Detail, StringComparison.Ordinal);
        using var other = new MailSetting(server.Settings with { Certificate = new string('0', 64) }, server.Password);
        Assert.IsType<MailOutcome.Failed>(await other.SendAsync(MailSetting.Hello()));
        Assert.IsType<MailOutcome.Sent>(await setting.SendAsync(MailSetting.Hello()));
    }

    [Fact]
    public async Task A_wrong_password_is_the_operators_mistake_and_is_logged_without_it()
    {
        using var wrong = new MailSetting(server.Settings, "not the password");
        var failed = Assert.IsType<MailOutcome.Failed>(await wrong.SendAsync(MailSetting.Hello()));
        Assert.Contains("does not accept our user name and password", failed.Detail, StringComparison.Ordinal);
        var line = Assert.Single(wrong.Log.Lines);
        Assert.StartsWith($"Warning: No mail is sent: the mail server 127.0.0.1:{server.Settings.Port} cannot be used: it does not", line);
        Assert.DoesNotContain("not the password", line, StringComparison.Ordinal);
        Assert.DoesNotContain('@', line);
    }

    [Fact]
    public async Task A_password_that_is_not_set_is_told_by_its_variable()
    {
        using var none = new MailSetting(server.Settings, password: null);
        await none.SendAsync(MailSetting.Hello());
        Assert.Contains("the environment variable MAIL_PASSWORD, which holds the password, is not set", Assert.Single(none.Log.Lines));
    }

    [Fact]
    public async Task Many_at_once_are_all_sent()
    {
        var mails = Enumerable.Range(0, 60).Select(_ => MailSetting.Hello()).ToList();
        Assert.All(await Task.WhenAll(mails.Select(setting.SendAsync)), o => Assert.IsType<MailOutcome.Sent>(o));
        foreach (var mail in mails)
            await server.ArrivedAsync(mail.MessageId);
    }

    [Fact]
    public async Task A_server_without_encryption_is_used_only_if_the_operator_says_so()
    {
        // This server takes mail only from those who authenticate, which it offers only with encryption.
        using var plain = new MailSetting(server.Settings with { Security = MailSecurity.None }, server.Password);
        Assert.IsType<MailOutcome.Failed>(await plain.SendAsync(MailSetting.Hello()));
    }

    public void Dispose() => setting.Dispose();
}
