using System.Text.Json;
using FeedHub.Core.Alerts;
using FeedHub.Core.Push.Webhooks;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Background.Push;
using FeedHub.Tests.Server.Commands;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;
using StandardWebhooks;

namespace FeedHub.Tests.Server.Alerts;

/// <summary>The whole of FeedHub fetches from outlets, groups, and tells a webhook.</summary>
public sealed class AlertTests : IAsyncLifetime
{
    private const string Variable = "FEEDHUB_TEST_ALERT_SECRET";
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private readonly string secret = WebhookKey.Mint();
    private TrialOutlets? outlets;
    private WebhookReceiver? receiver;
    private RunningHub? hub;

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable(Variable, secret);
        outlets = await TrialOutlets.StartAsync();
        outlets.Declare(config);
        receiver = await WebhookReceiver.StartAsync((_, _) => Task.FromResult(200));
        config.Write("views/all.yaml", $$"""
            title: All that is told
            query: {lang: [az, ru, hy, en]}
            alerts:
              - {webhook: "{{receiver.Url("/hook")}}", secret_variable: {{Variable}}}
            """);
        hub = await StartAsync();
        await hub.SettleAsync();
        await RunningHub.WaitAsync(async () => (await States.ListAsync(default)).Count == 1);
    }

    private IAlertStore States => hub!.Services.GetRequiredService<IAlertStore>();

    [Fact]
    public async Task Each_story_is_told_once_and_its_growth_as_such_even_across_a_restart()
    {
        await PublishAsync(0);
        await ToldAsync(1);
        await PublishAsync(1);
        await ToldAsync(3);
        await hub!.DisposeAsync();
        // What happens while nothing runs is told afterwards.
        await PublishAsync(2);
        hub = await StartAsync();
        await ToldAsync(4);
        // Another title is no news of a story.
        await PublishAsync(3);
        await PublishAsync(4);
        await ToldAsync(5);

        var told = receiver!.Calls.Select(c => JsonDocument.Parse(c.Body).RootElement).ToList();
        var lines = told.ConvertAll(t => $"{Text(t, "type")} {t.GetProperty("data").GetProperty("story").GetProperty("id")}");
        // What is told at the same time is sent at the same time.
        lines.Sort(1, 2, StringComparer.Ordinal);
        Assert.Equal(["story.new 1", "story.grown 1", "story.new 2", "story.grown 1", "story.new 3"], lines);
        Assert.All(receiver.Calls, c => new StandardWebhook(secret).Verify(c.Body, c.Headers));
        var grown = told.First(t => Text(t, "type") == "story.grown").GetProperty("data");
        Assert.Equal("https://hub.example/views/all", grown.GetProperty("view").GetProperty("url").GetString());
        Assert.Equal(2, grown.GetProperty("story").GetProperty("reports").GetArrayLength());
        Assert.Equal(
            grown.GetProperty("story").GetProperty("reports")[1].GetProperty("entry").GetString(),
            Assert.Single(grown.GetProperty("reports").EnumerateArray().Select(r => r.GetString())));
    }

    [Fact]
    public async Task An_alert_that_is_taken_out_of_its_file_is_told_no_more_and_begins_anew_when_it_is_back()
    {
        var file = File.ReadAllText(Path.Combine(config.Folder, "views/all.yaml"));
        config.Write("views/all.yaml", file[..file.IndexOf("alerts", StringComparison.Ordinal)]);
        await RunningHub.WaitAsync(async () => (await States.ListAsync(default)).Count == 0);
        await PublishAsync(0);
        config.Write("views/all.yaml", file);
        await RunningHub.WaitAsync(async () => (await States.ListAsync(default)).Count == 1);
        await PublishAsync(4);
        await ToldAsync(1);
        Assert.Contains("kağız", receiver!.Calls[0].Body, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        await receiver!.DisposeAsync();
        await outlets!.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
        Environment.SetEnvironmentVariable(Variable, null);
    }

    private static string Text(JsonElement told, string field) => told.GetProperty(field).GetString()!;

    private async Task PublishAsync(int edition)
    {
        outlets!.Editions[edition]();
        var refresh = await FeedHubRun.OfAsync(
            "refresh", "--all", "--config", config.Folder, "--data", data, "--allow-network", "127.0.0.0/8", "--json");
        Assert.Equal(0, refresh.Json.GetProperty("failed").GetInt32());
    }

    private Task ToldAsync(int calls) => RunningHub.WaitAsync(() => Task.FromResult(receiver!.Calls.Count >= calls));

    private Task<RunningHub> StartAsync() =>
        RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data });
}
