using System.Net;
using FeedHub.Origin;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;

namespace FeedHub.Tests.Server.Observability;

/// <summary>What a collector of OpenTelemetry gets from a server that is told of it.</summary>
public sealed class CollectorTests : IDisposable
{
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;

    [Fact]
    public async Task A_collector_gets_the_log_the_metrics_and_the_traces_of_a_node_and_no_secret()
    {
        await using var collector = await Collector.StartAsync();
        await using var origin = await FeedOrigin.StartAsync(new FeedOriginOptions());
        config.Write(
            "sources/alpha.yaml",
            TemporaryConfig.Source.Replace(
                "https://alpha.example/feed", origin.Url("/fault/status;code=404/feed.rss?token=secret-of-alpha"),
                StringComparison.Ordinal));
        using var server = await ServedProcess.StartAsync(
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
                ["OTEL_BLRP_SCHEDULE_DELAY"] = "200",
            },
            "--config", config.Folder, "--data", data);
        using var answer = await server.Client.GetAsync("/preview/secret-of-a-brief");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);

        await HasAsync("logs", "alpha: HTTP 4xx");
        await HasAsync("metrics", "feedhub.fetches", "feedhub.sources.lag", "http.server.request.duration", "dotnet.process.cpu.time");
        await HasAsync("traces", "refresh", "feedhub.source", "Microsoft.AspNetCore.Hosting.HttpRequestIn", "http.request.method");
        foreach (var signal in new[] { "logs", "metrics", "traces" })
        {
            await HasAsync(signal, "service.instance.id", Environment.MachineName, "service.version");
            Assert.DoesNotContain("secret-of", collector.Taken(signal), StringComparison.Ordinal);
        }

        async Task HasAsync(string signal, params string[] texts)
        {
            foreach (var text in texts)
            {
                try
                {
                    await RunningHub.WaitAsync(() => Task.FromResult(collector.Taken(signal).Contains(text, StringComparison.Ordinal)));
                }
                catch (OperationCanceledException)
                {
                    Assert.Fail($"No {signal} with “{text}”: {collector.Taken(signal)}");
                }
            }
        }
    }

    public void Dispose()
    {
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }
}
