namespace FeedHub.Core.Ingestion;

/// <summary>Knows what waits in the store.</summary>
public interface IBacklogStore
{
    /// <summary>Reads indexes only, so that it can be asked every few seconds.</summary>
    Task<Backlog> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>What waits in the store, for all nodes.</summary>
/// <param name="Due">Sources that are due, and that nobody polls at this moment. Hosts that asked to be left alone do not count.</param>
/// <param name="OldestDue">When the first of them was due; null if none is.</param>
/// <param name="Ungrouped">Entries without a story, at most <see cref="MostCounted"/>.</param>
/// <param name="Deliveries">What is to be sent to others, now or later, at most <see cref="MostCounted"/>.</param>
/// <param name="OldestDelivery">When the first of what is due to be sent, and what nobody sends at this moment, was due.</param>
/// <param name="NewestGrouped">The date of the newest entry that has a story; null if none has.</param>
public sealed record Backlog(
    int Due, DateTimeOffset? OldestDue, int Ungrouped, int Deliveries, DateTimeOffset? OldestDelivery, DateTimeOffset? NewestGrouped)
{
    public const int MostCounted = 100_000;
}
