using FeedHub.Core.Nodes;
using FeedHub.Core.Push.Deliveries;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Push;

/// <summary>
/// The table <c>delivery</c>, for writes that decide what is sent: within their transaction, so that neither is there without the other.
/// </summary>
internal static class DeliveryRows
{
    private static readonly IReadOnlyList<SqlColumn> Columns =
    [
        new("id"), new("queue"), new("channel"), new("lane"), new("payload"), new("created", "bigint"), new("state"),
        new("attempts", "bigint"), new("due", "bigint"),
    ];

    /// <summary>Adds deliveries that are due at once. Those whose IDs are there already stay as they are.</summary>
    public static async Task AddAsync(SqlSession sql, IReadOnlyList<Delivery> deliveries)
    {
        if (deliveries.Count == 0)
            return;
        await sql.Dialect.InsertAsync(
            sql,
            new SqlRows("delivery", Columns, [.. deliveries.Select(Values)]),
            "ON CONFLICT (id) DO NOTHING");
        await sql.Dialect.TellAsync(sql, StoreNews.Deliveries);
    }

    /// <summary>Nothing of the queue that waits is sent any more. What is being sent at this moment may still arrive.</summary>
    /// <returns>How many waited.</returns>
    public static Task<int> DropAsync(SqlSession sql, string queue, string? except, DateTimeOffset now) => sql.ExecuteAsync(
        """
        UPDATE delivery SET state = @dropped, payload = '', due = NULL, worker = NULL, done = @now
        WHERE queue = @queue AND due IS NOT NULL AND (CAST(@except AS TEXT) IS NULL OR id <> @except)
        """,
        ("@queue", queue), ("@except", except), ("@dropped", NameOf(DeliveryState.Dropped)), ("@now", now.ToColumn()));

    public static string NameOf(DeliveryState state) => state.ToString().ToLowerInvariant();

    public static string NameOf(DeliveryChannel channel) => channel.ToString().ToLowerInvariant();

    private static object?[] Values(Delivery delivery)
    {
        var created = delivery.Created.ToColumn();
        return
        [
            delivery.Id, delivery.Queue, NameOf(delivery.Channel), delivery.Lane, delivery.Payload, created, NameOf(DeliveryState.Waiting),
            0L, created,
        ];
    }
}
