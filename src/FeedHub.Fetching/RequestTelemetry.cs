using System.Diagnostics.Metrics;
using FeedHub.Core.Ingestion;

namespace FeedHub.Fetching;

/// <summary>
/// Counts the requests on their way and those in line, beside what <see cref="RefreshTelemetry"/> counts of whole fetches.
/// </summary>
internal static class RequestTelemetry
{
    private static readonly Meter Meter = new(RefreshTelemetry.Name);
    private static readonly UpDownCounter<int> Requests = Meter.CreateUpDownCounter<int>(
        "feedhub.active_requests", "{request}",
            "Requests to outlets: on their way (state active), and in line for their host or for others to end (waiting).");

    /// <summary>Counts a request in line until disposed of.</summary>
    public static Counted Waiting() => new("waiting");

    /// <summary>Counts a request on its way until disposed of.</summary>
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
