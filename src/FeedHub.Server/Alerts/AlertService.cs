using FeedHub.Core.Catalog;
using FeedHub.Core.Nodes;
using FeedHub.Server.Background;
using FeedHub.Server.Background.Push;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Alerts;

/// <summary>Tells alerts, on the node that leads.</summary>
internal sealed class AlertService(
    AlertRegister register, AlertTeller teller, CurrentCatalog current, INode node, Signal<AlertService> signal,
    Signal<DeliveryService> sending, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<AlertService> log)
    : BackgroundLoop(lifetime, clock, log)
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>How often it is looked up which alerts there are, unless it is known that they have changed.</summary>
    private static readonly TimeSpan RegisterInterval = TimeSpan.FromSeconds(15);

    private readonly TimeProvider clock = clock;
    private IReadOnlyList<KnownAlert> known = [];
    private FeedCatalog? registered;
    private long registeredAt;

    protected override async Task RoundAsync(CancellationToken cancellationToken)
    {
        if (node.Leads)
        {
            var (catalog, count) = (current.Value, known.Count);
            if (registered is null || !ReferenceEquals(catalog, registered) || clock.GetElapsedTime(registeredAt) >= RegisterInterval)
            {
                known = await register.ReadAsync(known, cancellationToken);
                (registered, registeredAt, count) = (catalog, clock.GetTimestamp(), known.Count);
            }
            if (count > 0)
            {
                (known, var hasTold) = await teller.TellAsync(known, cancellationToken);
                if (hasTold)
                    sending.Set();
                // One is missing of which the store says otherwise.
                if (known.Count < count)
                    registered = null;
            }
        }
        else
        {
            // Another node tells meanwhile, and writes how far it has come.
            (known, registered) = ([], null);
        }
        if (await signal.IsSetWithinAsync(known.Count > 0 ? Tick : RegisterInterval, clock, cancellationToken))
            registered = null;
    }
}
