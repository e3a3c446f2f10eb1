using System.Diagnostics.Metrics;
using FeedHub.Core.Ingestion;

namespace FeedHub.Fetching;

/// <summary>
/// Counts the requests in flight and those waiting; <see cref="RefreshTelemetry"/> counts whole fetches.
/// </summary>
internal static class RequestTelemetry
{
    private static readonly Meter Meter = new(RefreshTelemetry.Name);
    private static readonly UpDownCounter<int> Requests = Meter.CreateUpDownCounter<int>(
        "feedhub.active_requests", "{request}",
            "Requests to outlets and receivers: in flight (state active), and waiting for their host or for others to end (waiting).");

    /// <summary>Counts a waiting request until disposed.</summary>
    public static Counted Waiting() => new("waiting");

    /// <summary>Counts a request in flight until disposed.</summary>
    public static Counted Active() => new("active");

    internal readonly struct Counted : IDisposable
    {
        private readonly KeyValuePair<string, object?> state;

        public Counted(string state)
        {
            this.state = new("state", state);
            Requests.Add(1, this.state);
        }

        public void Dispose() => Requests.Add(-1, state);
    }
}
