using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using FeedHub.Core.Access;
using FeedHub.Core.Alerts;
using FeedHub.Core.Push.Deliveries;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Fetching.Mail;
using FeedHub.Tests.Server.Commands;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace FeedHub.Tests.Server.Alerts;

/// <summary>The whole of FeedHub mails the news of views through a real mail server.</summary>
public sealed class AlertMailTests : IAsyncLifetime
{
    private const string Variable = "FEEDHUB_TEST_ALERT_PASSWORD";
    private readonly TestMailServer server = TestMailServer.Find();
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    /// <summary>In titles, so that mail of this test is found among that of others.</summary>
    private readonly string mark = Guid.NewGuid().ToString("N");
    private TrialOutlets? outlets;
    private RunningHub? hub;

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable(Variable, server.Password);
        var mail = server.Settings;
        outlets = await TrialOutlets.StartAsync();
        outlets.Declare(config);
        config.Write("site.yaml", TemporaryConfig.Site + string.Create(CultureInfo.InvariantCulture, $"""
            mail:
              server: smtp://{mail.Host}:{mail.Port}
              from: {mail.From}
              user: {mail.User}
              password_variable: {Variable}
              certificate: {mail.Certificate}

            """));
        config.Write("views/bridges.yaml", $"""
            title: Мосты {mark}
            query: "lang:az,ru,hy"
            alerts: [reader@feedhub.example]
            """);
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data });
        await hub.SettleAsync();
        await RunningHub.WaitAsync(async () => (await States.ListAsync(default)).Count == 1);
    }

    private IAlertStore States => hub!.Services.GetRequiredService<IAlertStore>();

    [Fact]
    public async Task News_is_mailed_in_its_own_words_with_its_sources_and_a_way_out()
    {
        await PublishAsync(0);
        var mail = await ArrivedAsync($"Мосты {mark}: Yeni körpü açıldı");
        Assert.Equal("reader@feedhub.example", mail.To.ToString());
        foreach (var body in new[] { mail.TextBody, WebUtility.HtmlDecode(mail.HtmlBody) })
        {
            Assert.Contains("Yeni körpü açıldı", body, StringComparison.Ordinal);
            Assert.Contains("https://baku.example/bridge", body, StringComparison.Ordinal);
            Assert.Contains("The baku paper (az)", body, StringComparison.Ordinal);
            Assert.Contains("https://hub.example/views/bridges", body, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("<script", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);

        // What a mail program does at one click of its reader (RFC 8058 §3.1).
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        var leave = new Uri(mail.Headers["List-Unsubscribe"]!.Trim('<', '>')).AbsolutePath;
        Assert.Equal(HttpStatusCode.OK, (await hub!.Client.GetAsync(leave)).StatusCode);
        Assert.Equal(AlertStanding.Active, Assert.Single(await States.ListAsync(default)).Standing);
        using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        Assert.Equal(HttpStatusCode.OK, (await hub.Client.PostAsync(leave, form)).StatusCode);
        Assert.Equal(AlertStanding.Unsubscribed, Assert.Single(await States.ListAsync(default)).Standing);
        Assert.Contains("value=\"confirm\"", await hub.Client.GetStringAsync(leave), StringComparison.Ordinal);

        await PublishAsync(1);
        using var again = new FormUrlEncodedContent([new("wish", "confirm")]);
        Assert.Equal(HttpStatusCode.SeeOther, (await hub.Client.PostAsync(leave, again)).StatusCode);
        await PublishAsync(2);
        // The reports that came meanwhile are not made up for.
        var later = await ArrivedAsync(m => m.Subject!.Contains(mark, StringComparison.Ordinal) && m.MessageId != mail.MessageId);
        Assert.Contains("Now also The yerevan paper (hy)", later.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("tbilisi paper (ru)", later.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_that_somebody_orders_for_an_address_begins_with_a_question_to_its_reader()
    {
        var key = AccessKey.Mint();
        await hub!.Services.GetRequiredService<IAccessKeyStore>()
            .AddAsync(AccessKey.Hash(key), AccessRole.Reader, "Leyla", DateTimeOffset.UnixEpoch, default);
        var view = JsonSerializer.Serialize(
            new { title = $"Gas {mark}", query = "?lang=az,ru,hy", alerts = new[] { new { mail = "other@feedhub.example" } } });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/views")
        {
            Headers = { { "Authorization", $"Bearer {key}" } },
            Content = new StringContent(view, Encoding.UTF8, "application/json"),
        };
        using var made = await hub.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var question = await ArrivedAsync($"Test hub: do you want mail about “Gas {mark}”?");
        Assert.Equal("other@feedhub.example", question.To.ToString());
        Assert.StartsWith("Leyla has asked Test hub to mail you", question.TextBody, StringComparison.Ordinal);

        await PublishAsync(0);
        await ArrivedAsync($"Мосты {mark}: Yeni körpü açıldı");
        var asked = (await States.ListAsync(default)).Single(s => s.IsSaved);
        Assert.Equal(AlertStanding.Unconfirmed, asked.Standing);
        Assert.Single(await hub.Services.GetRequiredService<IDeliveries>().LatestAsync(asked.Queue, 10, default));

        using var yes = new FormUrlEncodedContent([new("wish", "confirm")]);
        await hub.Client.PostAsync(new Uri(question.Headers["List-Unsubscribe"]!.Trim('<', '>')).AbsolutePath, yes);
        await PublishAsync(4);
        await ArrivedAsync($"Gas {mark}: Köhnə kağız tapıldı");
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        await outlets!.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
        Environment.SetEnvironmentVariable(Variable, null);
    }

    private async Task PublishAsync(int edition)
    {
        outlets!.Editions[edition]();
        var refresh = await FeedHubRun.OfAsync(
            "refresh", "--all", "--config", config.Folder, "--data", data, "--allow-network", "127.0.0.0/8", "--json");
        Assert.Equal(0, refresh.Json.GetProperty("failed").GetInt32());
    }

    private Task<MimeMessage> ArrivedAsync(string subject) => ArrivedAsync(m => m.Subject == subject);

    private async Task<MimeMessage> ArrivedAsync(Func<MimeMessage, bool> isIt)
    {
        MimeMessage? found = null;
        await RunningHub.WaitAsync(() =>
            Task.FromResult((found = server.All().FirstOrDefault(isIt)) is not null));
        return found!;
    }
}
