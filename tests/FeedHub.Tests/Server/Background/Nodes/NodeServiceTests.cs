using FeedHub.Core.Nodes;
using FeedHub.Server.Api.Streams;
using FeedHub.Server.Background;
using FeedHub.Server.Background.Nodes;
using FeedHub.Server.Background.Push;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using FeedHub.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Server.Background.Nodes;

/// <summary>What a node says of the others; a node of the test tells it who they are.</summary>
public sealed class NodeServiceTests : IDisposable
{
    private const string Differs = "differs from that of b";
    private readonly TemporaryConfig config = new();

    [Fact]
    public async Task A_configuration_that_stays_different_is_told_once_and_so_is_its_end()
    {
        var (log, clock, node) = (new KeptLog(), new FakeTimeProvider(TemporaryStorage.Start), new ToldNode());
        await using var hub = await RunningHub.StartAsync(new FeedHubOptions
        {
            ConfigDirectory = config.Folder,
            DataDirectory = Path.Combine(config.Folder, "data"),
        });
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(log));
        using var service = new NodeService(
            node, hub.Services.GetRequiredService<CurrentCatalog>(), new Signal<GroupingService>(), new Signal<StoryStreams>(),
            new Signal<DeliveryService>(), hub.Services.GetRequiredService<CatalogWatcher>(),
            hub.Services.GetRequiredService<IHostApplicationLifetime>(), clock, logs.CreateLogger<NodeService>());
        node.Catalog = "another";
        await service.StartAsync(default);
        await node.BeatsAsync(3);
        Assert.DoesNotContain(Differs, log.Text, StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromSeconds(10));
        await node.BeatsAsync(5);
        node.Catalog = hub.Services.GetRequiredService<CurrentCatalog>().Value.Hash;
        await node.BeatsAsync(5);
        await service.StopAsync(default);
        Assert.Equal(2, log.Text.Split(Differs).Length);
        Assert.Equal(2, log.Text.Split("All nodes have the same configuration again").Length);
    }

    public void Dispose() => config.Dispose();

    private sealed class ToldNode : INode
    {
        private int beats;

        public string Catalog { get; set; } = "";

        public string Name => "a";

        public TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(5);

        public bool Leads => false;

        public CancellationToken Claims => CancellationToken.None;

        public Task BeatsAsync(int more)
        {
            var until = Volatile.Read(ref beats) + more;
            return RunningHub.WaitAsync(() => Task.FromResult(Volatile.Read(ref beats) >= until));
        }

        public Task<IReadOnlyList<NodeSighting>> BeatAsync(string catalog, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref beats);
            return Task.FromResult<IReadOnlyList<NodeSighting>>(
                [new(Name, TemporaryStorage.Start, catalog, false), new("b", TemporaryStorage.Start, Catalog, true)]);
        }

        public async Task<string?> ListenAsync(TimeSpan longest, CancellationToken cancellationToken)
        {
            await Task.Delay(longest, TimeProvider.System, cancellationToken);
            return null;
        }

        public Task<IAsyncDisposable> AloneAsync(string work, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
