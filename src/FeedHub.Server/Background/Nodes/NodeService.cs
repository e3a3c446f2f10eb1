using System.Data.Common;
using FeedHub.Core.Nodes;
using FeedHub.Server.Api.Streams;
using FeedHub.Server.Background.Push;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Background.Nodes;

/// <summary>
/// Keeps this node alive in the eyes of the others, hears what they tell, and says when nodes have different configurations.
/// </summary>
internal sealed partial class NodeService(
    INode node, CurrentCatalog current, Signal<GroupingService> grouping, Signal<StoryStreams> streams,
    Signal<DeliveryService> deliveries,
    CatalogWatcher catalog, IHostApplicationLifetime lifetime,
    TimeProvider clock, ILogger<NodeService> log) : BackgroundLoop(lifetime, clock, log)
{
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(8);
    private readonly TimeProvider clock = clock;
    private bool led = node.Leads;

    /// <summary>Since when nodes have had different configurations, and the names of those that the log has.</summary>
    private long? differing;
    private string? told;

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        try
        {
            await BeatAsync(cancellationToken);
        }
        catch (DbException lost)
        {
            LogLost(lost.Message);
            Follow();
            // Soon: a node that is silent for some seconds is taken for dead.
            await Task.Delay(TimeSpan.FromSeconds(1), clock, cancellationToken);
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        Compare(await node.BeatAsync(current.Value.Hash, cancellationToken));
        Follow();
        var beaten = TimeProvider.System.GetTimestamp();
        while (node.Interval - TimeProvider.System.GetElapsedTime(beaten) is var left && left > TimeSpan.Zero)
        {
            switch (await node.ListenAsync(left, cancellationToken))
            {
                case StoreNews.Entries:
                    grouping.Set();
                    break;
                case StoreNews.Timeline:
                    streams.Set();
                    break;
                case StoreNews.Deliveries:
                    deliveries.Set();
                    break;
                case StoreNews.Files:
                    catalog.Wake();
                    break;
            }
        }
    }

    /// <summary>Notices that this node has got the lead, or lost it.</summary>
    private void Follow()
    {
        if (node.Leads == led)
            return;
        led = node.Leads;
        if (led)
            LogLeads();
        else
            LogFollows();
        grouping.Set();
    }

    /// <summary>
    /// Logs once what differs for more than a moment: nodes look at their files each second, and not at the same time.
    /// </summary>
    private void Compare(IReadOnlyList<NodeSighting> nodes)
    {
        var others = nodes.Where(n => n.Catalog != current.Value.Hash && n.Name != node.Name).Select(n => n.Name).ToList();
        NodeTelemetry.Note(nodes.Count, others.Count, node.Leads);
        if (others.Count == 0)
        {
            if (told is not null)
                LogSame();
            (told, differing) = (null, null);
            return;
        }
        differing ??= clock.GetTimestamp();
        var names = string.Join(", ", others);
        if (names == told || clock.GetElapsedTime(differing.Value) < Settle)
            return;
        LogDiffering(names, current.Value.Hash);
        told = names;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection to the store is lost; trying again each second: {Reason}")]
    private partial void LogLost(string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "This node leads: it groups, purges, and polls what series follow")]
    private partial void LogLeads();

    [LoggerMessage(Level = LogLevel.Warning, Message = "This node no longer leads")]
    private partial void LogFollows();

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The configuration here (hash {Hash}) differs from that of {Nodes}; give every node the same feeds-config and version")]
    private partial void LogDiffering(string nodes, string hash);

    [LoggerMessage(Level = LogLevel.Information, Message = "All nodes have the same configuration again")]
    private partial void LogSame();
}
