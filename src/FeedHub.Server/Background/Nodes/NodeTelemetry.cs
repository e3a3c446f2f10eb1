using System.Diagnostics.Metrics;
using FeedHub.Core.Ingestion;

namespace FeedHub.Server.Background.Nodes;

/// <summary>What this node knows of the nodes that share its store.</summary>
internal static class NodeTelemetry
{
    private static readonly Meter Meter = new(RefreshTelemetry.Name);
    private static readonly Gauge<int> Nodes = Meter.CreateGauge<int>(
        "feedhub.nodes", description: "Nodes that share the store and are alive; 0 on SQLite.");
    private static readonly Gauge<int> Differing = Meter.CreateGauge<int>(
        "feedhub.nodes.differing", description: "Nodes with another configuration than this one.");
    private static readonly Gauge<int> Leads = Meter.CreateGauge<int>(
        "feedhub.node.leads", description: "1 on the node that groups, purges, and polls what series follow.");

    public static void Note(int nodes, int differing, bool leads)
    {
        Nodes.Record(nodes);
        Differing.Record(differing);
        Leads.Record(leads ? 1 : 0);
    }
}
