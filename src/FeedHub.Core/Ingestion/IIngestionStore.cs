namespace FeedHub.Core.Ingestion;

/// <summary>Where a refreshed source is committed.</summary>
public interface IIngestionStore
{
    /// <summary>
    /// Stores the outcome of one poll in one transaction: new entries, changed ones with their earlier text kept as a revision, the
    /// source's state and its event if any; gives the claim back. When the claim was lost meanwhile, the entries are stored and the
    /// state is left to its new holder.
    /// </summary>
    Task<IngestionCounts> CommitAsync(IngestionBatch batch, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes entries that arrived before <paramref name="cutoff"/>, but not their keys: what is still in its feed does not come back
    /// as new. A story without reports goes with its last one.
    /// </summary>
    /// <returns>Entries deleted.</returns>
    Task<int> PurgeAsync(DateTimeOffset cutoff, CancellationToken cancellationToken);
}

/// <summary>The outcome of one poll, to be committed by the one who made it.</summary>
/// <param name="Worker">Who holds the claim.</param>
public sealed record IngestionBatch(string Worker, PollOutcome Outcome);

/// <summary>What a commit changed.</summary>
public readonly record struct IngestionCounts(int New, int Updated);
