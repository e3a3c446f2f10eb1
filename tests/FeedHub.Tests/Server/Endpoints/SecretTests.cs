using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Fetching;
using FeedHub.Origin;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>A server at its most talkative, whose sources have credentials and meet all kinds of luck.</summary>
public sealed class SecretTests : IAsyncLifetime
{
    private const string Variable = "FEEDHUB_TEST_SECRET";
    private const string Secret = "reader:s3cr3t-w0rd";
    private const string QuerySecret = "k3y-in-the-address";

    /// <summary>What each source's address does.</summary>
    private static readonly (string Id, string Fault)[] Luck =
    [
        ("fine", ""), ("unauthorised", "/fault/status;code=401"), ("broken", "/fault/status;code=500"), ("closed", "/fault/close"),
            ("late", "/fault/slow-headers;ms=60000"),
        ("garbled", "/fault/garbage"), ("moved", "/fault/redirect;code=301;to=ELSEWHERE"),
            ("sent-away", "/fault/redirect;code=302;to=ELSEWHERE"), ("guarded", "/fault/redirect-guarded"),
    ];

    private static readonly CredentialKind[] Kinds = Enum.GetValues<CredentialKind>();

    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private readonly KeptLog log = new();
    private readonly ConcurrentQueue<string> traces = new();
    private ActivityListener listener = null!;
    private FeedOrigin origin = null!;
    private RunningHub hub = null!;

    private static IReadOnlyList<string> Told =>
        [Secret, "s3cr3t-w0rd", Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)), QuerySecret];

    public async ValueTask InitializeAsync()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = a =>
                traces.Enqueue(
                    $"{a.DisplayName} {a.StatusDescription} {string.Join(' ', a.TagObjects)} "
                        + $"{string.Join(' ', a.Events.SelectMany(e => e.Tags))}"),
        };
        ActivitySource.AddActivityListener(listener);
        Environment.SetEnvironmentVariable(Variable, Secret);
        origin = await FeedOrigin.StartAsync(
            new FeedOriginOptions { Addresses = FeedOriginOptions.Loopback(1 + Luck.Length * Kinds.Length) });
        var (host, elsewhere) = (1, Uri.EscapeDataString(origin.Url("/feed.rss")));
        foreach (var (id, fault) in Luck)
        {
            foreach (var kind in Kinds)
            {
                config.Write($"sources/{id}-{kind}.yaml".ToLowerInvariant(), $"""
                    id: {id}-{kind.ToString().ToLowerInvariant()}
                    title: {id} {kind}
                    url: "{origin.Url(fault.Replace("ELSEWHERE", elsewhere, StringComparison.Ordinal) + $"/feed.rss?api_key={QuerySecret}", host++)}"
                    language: en
                    kind: press
                    credential: {"{"} kind: {kind.ToString().ToLowerInvariant()}, variable: {Variable}{(kind == CredentialKind.Header ? ", name: X-Api-Key" : "")} {"}"}

                    """);
            }
        }

        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data }, builder =>
        {
            builder.Logging.AddProvider(log).SetMinimumLevel(LogLevel.Trace);
            var fetching = builder.Services.Last(s => s.ServiceType == typeof(FetchingOptions));
            builder.Services.AddSingleton(services => (FetchingOptions)fetching.ImplementationFactory!(services) with
            {
                AttemptTimeout = TimeSpan.FromSeconds(1),
                Retries = 1,
                RetryDelay = TimeSpan.FromMilliseconds(1),
                HostSpacing = () => TimeSpan.Zero,
            });
        });
        var sources = hub.Services.GetRequiredService<ISourceStore>();
        await RunningHub.WaitAsync(
            async () =>
                (await sources.OverviewAsync(default)) is { Count: > 0 } all
                    && all.All(s => s.State.Times.LastAttempt is not null && s.State.Answer.Url is not null));
    }

    [Fact]
    public async Task A_secret_is_told_to_its_own_server_and_to_nobody_else()
    {
        // To its own server; else the rest would hold of a server that fetches nothing.
        Assert.Equal(Luck.Length * Kinds.Length, origin.Requests.Where(IsTold).Select(r => r.Address).Distinct().Count());
        Assert.DoesNotContain(origin.Requests.Where(r => r.Address.Equals(origin.Addresses[0])), IsTold);

        Assert.Contains("HTTP 5xx", log.Text, StringComparison.Ordinal);
        Assert.Contains(traces, t => t.Contains("feedhub.source", StringComparison.Ordinal));
        AssertTellsNothing("the log", log.Text);
        AssertTellsNothing("the traces", string.Join('\n', traces));
        List<string> pages =
            ["/", "/sources", "/metrics", "/sources/health.atom", "/sources.opml", "/timeline/feed.atom", "/timeline/feed.json",
                "/timeline/feed.rss"];
        pages.AddRange(
            Luck.SelectMany(l => Kinds.Select(k => $"{l.Id}-{k}".ToLowerInvariant()))
                .SelectMany(id => new[] { $"/sources/{id}", $"/api/v1/sources/{id}/events" }));
        foreach (var page in pages)
        {
            using var answer = await hub.Client.GetAsync(page);
            Assert.True(answer.IsSuccessStatusCode, page);
            AssertTellsNothing(page, await answer.Content.ReadAsStringAsync());
        }
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        await origin.DisposeAsync();
        listener.Dispose();
        Environment.SetEnvironmentVariable(Variable, null);
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private static bool IsTold(OriginRequest request) =>
        request.Headers.Values.Any(v => Told.Any(s => v.Contains(s, StringComparison.Ordinal)));

    private static void AssertTellsNothing(string where, string text) =>
        Assert.All(Told, secret => Assert.False(text.Contains(secret, StringComparison.Ordinal),
            $"{where} holds {secret}: {Around(text, secret)}"));

    private static string Around(string text, string secret)
    {
        var at = Math.Max(0, text.IndexOf(secret, StringComparison.Ordinal));
        return text[Math.Max(0, at - 150)..Math.Min(text.Length, at + 60)];
    }
}
