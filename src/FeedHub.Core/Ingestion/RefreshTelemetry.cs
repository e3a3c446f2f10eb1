using System.Diagnostics;
using System.Diagnostics.Metrics;
using FeedHub.Core.Sources;

namespace FeedHub.Core.Ingestion;

/// <summary>Counts and traces every refresh; the name of the outcome is the label.</summary>
public static class RefreshTelemetry
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "FeedHub";

    private static readonly ActivitySource Traces = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Fetches = Meter.CreateCounter<long>(
        "feedhub.fetches", description: "Fetches of sources, by outcome.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "feedhub.fetch.duration", "s", "Duration of a fetch without time in the queue, by outcome.", tags: null,
        // Up to the deadline of a fetch; OpenTelemetry's default boundaries are for milliseconds.
        new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60] });
    private static readonly Counter<long> Bytes = Meter.CreateCounter<long>(
        "feedhub.fetch.size", "By", "Bytes of bodies as transferred.");
    private static readonly Counter<long> New = Meter.CreateCounter<long>(
        "feedhub.entries.new", description: "Entries stored for the first time.");
    private static readonly Counter<long> Changed = Meter.CreateCounter<long>(
        "feedhub.entries.changed", description: "Entries whose text changed.");

    internal static Activity? Begin(Source source) => Traces.StartActivity("refresh")?.SetTag("feedhub.source", source.Id.Value);

    internal static void End(Activity? trace, SourceFetch fetch)
    {
        var outcome = new KeyValuePair<string, object?>("outcome", fetch.Outcome);
        Fetches.Add(1, outcome);
        Duration.Record(fetch.Milliseconds / 1000.0, outcome);
        Bytes.Add(fetch.Bytes);
        New.Add(fetch.New);
        Changed.Add(fetch.Changed);
        trace?.SetTag("feedhub.outcome", fetch.Outcome).SetTag("http.response.status_code", fetch.Status)
            .SetTag("feedhub.entries.new", fetch.New);
        if (fetch.Outcome is not ("fetched" or "not modified"))
            trace?.SetStatus(ActivityStatusCode.Error, fetch.Note);
    }
}
