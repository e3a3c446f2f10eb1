using System.Diagnostics.Metrics;
using FeedHub.Core.Ingestion;

namespace FeedHub.Storage.Sql;

/// <summary>Counts what the store overcomes by itself.</summary>
internal static class StoreTelemetry
{
    private static readonly Meter Meter = new(RefreshTelemetry.Name);
    private static long retries;
    private static bool isKnown;

    /// <summary>Makes the count known before there is anything to count, so that an increase from 0 is seen.</summary>
    public static void Begin()
    {
        if (Interlocked.Exchange(ref isKnown, true))
            return;
        Meter.CreateObservableCounter(
            "feedhub.store.retries", () => Volatile.Read(ref retries),
            description: "Statements and writes that were made again, after a deadlock or a lost connection; 0 on SQLite.");
    }

    public static void NoteRetry() => Interlocked.Increment(ref retries);
}
