using System.Diagnostics.Metrics;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Push.Deliveries;

namespace FeedHub.Server.Background.Push;

/// <summary>Counts the attempts at deliveries.</summary>
internal static class DeliveryTelemetry
{
    private static readonly Meter Meter = new(RefreshTelemetry.Name);
    private static readonly Counter<long> Attempts = Meter.CreateCounter<long>(
        "feedhub.deliveries.attempts", description: "Attempts to send something to others, by channel and outcome.");

    /// <summary>Makes the metric known before anything is sent: it begins at 0.</summary>
    public static void Begin()
    {
        foreach (var channel in Enum.GetValues<DeliveryChannel>())
            Add(0, channel, DeliveryState.Sent);
    }

    public static void Note(DeliveryChannel channel, DeliveryState state) => Add(1, channel, state);

    private static void Add(int count, DeliveryChannel channel, DeliveryState state) => Attempts.Add(
        count, new("channel", channel.ToString().ToLowerInvariant()),
        new KeyValuePair<string, object?>("outcome", state == DeliveryState.Waiting ? "failed" : state.ToString().ToLowerInvariant()));
}
