namespace FeedHub.Core.Ingestion;

/// <summary>Stores the results of polls.</summary>
public interface IIngestionStore
{
    /// <summary>
    /// Stores the outcome of one poll in one transaction: new entries, changed ones with their earlier text kept as a revision, the
    /// source's state and its event, if any. Then releases the claim. If the claim has been lost, the entries are stored and the state is
    /// left to the new holder.
    /// </summary>
    Task<IngestionCounts> CommitAsync(IngestionBatch batch, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes entries that arrived before <paramref name="cutoff"/>, but not their keys, so that items still in a feed do not return as
    /// new. A story is deleted with its last report. A store may keep some of them for longer.
    /// </summary>
    /// <returns>The number of entries deleted; null if that has to wait until others have read them.</returns>
    Task<int?> PurgeAsync(DateTimeOffset cutoff, CancellationToken cancellationToken);
}

/// <summary>The outcome of one poll and the worker that made it.</summary>
/// <param name="Worker">The worker that holds the claim.</param>
public sealed record IngestionBatch(string Worker, PollOutcome Outcome);

/// <summary>The numbers of entries that a commit added and updated.</summary>
public readonly record struct IngestionCounts(int New, int Updated);
