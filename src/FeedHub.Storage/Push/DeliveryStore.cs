using FeedHub.Core.Push.Deliveries;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Push;

/// <summary>The deliveries in SQL.</summary>
public sealed class DeliveryStore(FeedDatabase database) : IDeliveries
{
    /// <summary>How long what is done is kept for the log.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Nothing is put off further, jitter and the difference of two clocks included.</summary>
    private static readonly TimeSpan Furthest = DeliverySchedule.Longest * 1.25;

    public Task AddAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.None,
        async sql =>
        {
            await DeliveryRows.AddAsync(sql, deliveries);
            return deliveries.Count;
        },
        cancellationToken);

    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return (await sql.NumberAsync("SELECT min(due) FROM delivery WHERE due IS NOT NULL")).ToInstant();
    }

    public async Task<IReadOnlyList<ClaimedDelivery>> ClaimAsync(
        string worker, int max, TimeSpan lease, DateTimeOffset now, CancellationToken cancellationToken) => await database.WriteAsync(
        WriteScope.Deliveries, sql => DeliveryClaims.TakeAsync(sql, worker, max, lease, now), cancellationToken);

    public Task ConcludeAsync(
        ClaimedDelivery claimed, DeliveryConclusion conclusion, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(WriteScope.None, sql => DeliveryClaims.ConcludeAsync(sql, claimed, conclusion, now), cancellationToken);

    public Task ReleaseAsync(string worker, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.None, sql => DeliveryClaims.ReleaseAsync(sql, worker, now), cancellationToken);

    public Task<int> DropAsync(string queue, string? except, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(WriteScope.None, sql => DeliveryRows.DropAsync(sql, queue, except, now), cancellationToken);

    public async Task<IReadOnlyList<DeliveryRecord>> LatestAsync(string queue, int max, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await sql.QueryAsync(
            """
            SELECT id, channel, created, state, attempts, attempted, note, due FROM delivery
            WHERE queue = @queue ORDER BY created DESC, id DESC LIMIT @max
            """,
            row => new DeliveryRecord(
                row.Text("id"), Enum.Parse<DeliveryChannel>(row.Text("channel"), ignoreCase: true), row.Instant("created"),
                Enum.Parse<DeliveryState>(row.Text("state"), ignoreCase: true), (int)row.Number("attempts"),
                row.InstantOrNull("attempted"), row.TextOrNull("note"), row.InstantOrNull("due")),
            ("@queue", queue), ("@max", max));
    }

    public Task<int> PurgeAsync(DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.None,
        async sql =>
        {
            await sql.ExecuteAsync(
                "UPDATE delivery SET due = @now WHERE due > @furthest",
                ("@now", now.ToColumn()), ("@furthest", (now + Furthest).ToColumn()));
            return await sql.ExecuteAsync("DELETE FROM delivery WHERE done < @since", ("@since", (now - Kept).ToColumn()));
        },
        cancellationToken);
}
