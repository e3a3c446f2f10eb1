using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Storage.Push;
using FeedHub.Storage.Sources;
using FeedHub.Storage.Sql;
using FeedHub.Storage.Stories;

namespace FeedHub.Storage;

/// <summary>Counts in SQL what waits.</summary>
public sealed class BacklogStore(FeedDatabase database) : IBacklogStore
{
    private static readonly ClaimOrder Anybody = new() { Worker = "" };

    public async Task<Backlog> ReadAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        var (due, oldest) = await SourceClaims.WaitingAsync(sql, Anybody, now);
        var grouping = new GroupingReading(sql);
        var (deliveries, oldestDelivery) = await DeliveryClaims.WaitingAsync(sql, Backlog.MostCounted, now);
        return new Backlog(
            due, oldest, await grouping.UngroupedAsync(Backlog.MostCounted), deliveries, oldestDelivery, await grouping.NewestAsync());
    }
}
