using FeedHub.Core.Push.Deliveries;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Push;

/// <summary>Which worker sends which delivery, and for how long.</summary>
internal static class DeliveryClaims
{
    /// <summary>
    /// Goes from lane to lane and takes the first of each, so it costs as much as there are lanes, however many deliveries wait in one.
    /// A plus keeps SQLite from an index that is longer.
    /// </summary>
    private const string Picked =
        $"""
        WITH RECURSIVE lanes (lane) AS (
          SELECT min(lane) FROM delivery WHERE due IS NOT NULL
          UNION ALL
          SELECT (SELECT min(d.lane) FROM delivery d WHERE d.due IS NOT NULL AND d.lane > lanes.lane)
          FROM lanes WHERE lanes.lane IS NOT NULL),
        leased (lane, count) AS (
          SELECT lane, count(*) FROM delivery WHERE worker IS NOT NULL AND +due > @now GROUP BY lane),
        places (lane, place) AS (
          SELECT lanes.lane, coalesce(leased.count, 0)
          FROM lanes LEFT JOIN leased ON leased.lane = lanes.lane WHERE lanes.lane IS NOT NULL),
        picked (id, place) AS (
          SELECT (SELECT d.id FROM delivery d WHERE d.lane = places.lane AND d.due <= @now ORDER BY d.due, d.id LIMIT 1), place
          FROM places WHERE place < @width
          UNION ALL
          SELECT (SELECT d.id FROM delivery d WHERE d.lane = places.lane AND d.due <= @now ORDER BY d.due, d.id LIMIT 1 OFFSET 1), place + 1
          FROM places WHERE place + 1 < @width)
        """;

    /// <summary>To be called by one writer at a time: what is leased is counted before more is.</summary>
    public static Task<List<ClaimedDelivery>> TakeAsync(SqlSession sql, string worker, int max, TimeSpan lease, DateTimeOffset now) =>
        sql.QueryAsync(
            $"""
            {Picked}
            UPDATE delivery SET worker = @worker, due = @until, attempts = attempts + 1, attempted = @now
            WHERE id IN (
              SELECT id FROM delivery
              WHERE due <= @now AND id IN (SELECT id FROM picked WHERE id IS NOT NULL ORDER BY place, id LIMIT @max)
              {sql.Dialect.SkippingLocked})
            RETURNING id, queue, channel, lane, payload, created, attempts
            """,
            row => new ClaimedDelivery(Delivery(row), (int)row.Number("attempts"), worker),
            ("@worker", worker), ("@until", (now + lease).ToColumn()), ("@now", now.ToColumn()), ("@width", IDeliveries.LaneWidth),
            ("@max", max));

    /// <summary>An attempt that was not begun, or broken off, does not count.</summary>
    public static Task<int> ReleaseAsync(SqlSession sql, string worker, DateTimeOffset now) => sql.ExecuteAsync(
        "UPDATE delivery SET worker = NULL, due = @now, attempts = attempts - 1 WHERE worker = @worker",
        ("@worker", worker), ("@now", now.ToColumn()));

    /// <summary>Whoever was too slow, and has lost the lease, can still say that it was sent, and nothing else.</summary>
    public static Task<int> ConcludeAsync(SqlSession sql, ClaimedDelivery claimed, DeliveryConclusion conclusion, DateTimeOffset now)
    {
        var waits = conclusion.State == DeliveryState.Waiting;
        return sql.ExecuteAsync(
            """
            UPDATE delivery SET state = @state, note = @note, worker = NULL, due = CAST(@next AS BIGINT), done = CAST(@done AS BIGINT),
              payload = CASE WHEN @waits = 1 THEN payload ELSE '' END
            WHERE id = @id AND due IS NOT NULL AND (@sent = 1 OR (worker = @worker AND attempts = @attempt))
            """,
            ("@id", claimed.Delivery.Id), ("@state", DeliveryRows.NameOf(conclusion.State)), ("@note", conclusion.Note),
            ("@next", waits ? conclusion.Next.ToColumn() : null), ("@done", waits ? null : now.ToColumn()), ("@waits", waits),
            ("@sent", conclusion.State == DeliveryState.Sent), ("@worker", claimed.Worker), ("@attempt", claimed.Attempt));
    }

    /// <returns>How many deliveries wait, at most <paramref name="max"/>, and when the first that nobody sends was due.</returns>
    public static async Task<(int Count, DateTimeOffset? Oldest)> WaitingAsync(SqlSession sql, int max, DateTimeOffset now) =>
    (
        (int)(await sql.NumberAsync(
            "SELECT count(*) FROM (SELECT 1 FROM delivery WHERE due IS NOT NULL LIMIT @max) AS waiting", ("@max", max)) ?? 0),
        // What is leased is due when its lease ends.
        (await sql.NumberAsync("SELECT min(due) FROM delivery WHERE due <= @now", ("@now", now.ToColumn()))).ToInstant()
    );

    private static Delivery Delivery(SqlRow row) => new()
    {
        Id = row.Text("id"),
        Queue = row.Text("queue"),
        Channel = Enum.Parse<DeliveryChannel>(row.Text("channel"), ignoreCase: true),
        Lane = row.Text("lane"),
        Payload = row.Text("payload"),
        Created = row.Instant("created"),
    };
}
