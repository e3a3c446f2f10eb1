using System.Diagnostics.Metrics;
using FeedHub.Core.Ingestion;

namespace FeedHub.Server.Observability;

/// <summary>
/// Measures what waits in the store, when somebody collects the metrics. The store is asked once in a while, whoever collects and however
/// often; while it does not answer, these metrics are missing.
/// </summary>
internal sealed partial class BacklogTelemetry : IDisposable
{
    /// <summary>How long what the store said is taken as valid.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    /// <summary>Longest time for which whoever collects waits for the store.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Meter meter = new(RefreshTelemetry.Name);
    private readonly Lock turn = new();
    private readonly IBacklogStore store;
    private readonly TimeProvider clock;
    private readonly ILogger<BacklogTelemetry> log;
    private Task<Backlog>? asked;
    private long began;

    public BacklogTelemetry(IBacklogStore store, TimeProvider clock, ILogger<BacklogTelemetry> log)
    {
        (this.store, this.clock, this.log) = (store, clock, log);
        Gauge("feedhub.sources.due", "{source}", "Sources that are due and wait to be polled, by any node.", b => b.Due);
        Gauge(
            "feedhub.sources.lag", "s", "How long the source that has waited longest has been due.",
            b => b.OldestDue is { } due ? Seconds(due) : 0);
        Gauge(
            "feedhub.entries.ungrouped", "{entry}", $"Entries that wait for their story; at most {Backlog.MostCounted}.",
            b => b.Ungrouped);
        Gauge(
            "feedhub.deliveries.waiting", "{delivery}", $"What is to be sent to others, now or later; at most {Backlog.MostCounted}.",
            b => b.Deliveries);
        Gauge(
            "feedhub.deliveries.lag", "s", "How long the delivery that has waited longest has been due.",
            b => b.OldestDelivery is { } due ? Seconds(due) : 0);
        Gauge(
            "feedhub.entries.newest.age", "s", "How old the newest entry is that has a story.",
            b => b.NewestGrouped is { } at ? Seconds(at) : null);
    }

    public void Dispose() => meter.Dispose();

    private void Gauge(string name, string unit, string description, Func<Backlog, double?> value) => meter.CreateObservableGauge(
        name, () => Read() is { } backlog && value(backlog) is { } measured ? [new Measurement<double>(measured)] : NoMeasurements,
        unit, description);

    private static IEnumerable<Measurement<double>> NoMeasurements => [];

    private double Seconds(DateTimeOffset since) => Math.Max(0, (clock.GetUtcNow() - since).TotalSeconds);

    /// <summary>What the store said last, or says now if that is old; null while it does not answer.</summary>
    private Backlog? Read()
    {
        lock (turn)
        {
            if (asked is null || (asked.IsCompleted && clock.GetElapsedTime(began) >= Interval))
            {
                began = clock.GetTimestamp();
                // On a thread of its own: metrics are collected synchronously, and SQLite blocks.
                asked = Task.Run(() => store.ReadAsync(clock.GetUtcNow(), CancellationToken.None), CancellationToken.None);
            }
            try
            {
                return asked.WaitAsync(Patience, TimeProvider.System).GetAwaiter().GetResult();
            }
            catch (Exception fault)
            {
                LogUnknown(fault.Message);
                return null;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The store does not say what waits in it, so these metrics are missing: {Reason}")]
    private partial void LogUnknown(string reason);
}
