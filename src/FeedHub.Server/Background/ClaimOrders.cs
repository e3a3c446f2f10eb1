using FeedHub.Core.Nodes;
using FeedHub.Core.Sources;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Background;

/// <summary>What this process claims.</summary>
internal static class ClaimOrders
{
    /// <summary>Every source that is due. The sample's outlets share one host of our own, which need not be spared.</summary>
    public static ClaimOrder Due(INode node, FeedHubOptions options)
    {
        var order = new ClaimOrder { Worker = node.Name };
        return options.Sample ? order with { PerSite = order.Max } : order;
    }
}
