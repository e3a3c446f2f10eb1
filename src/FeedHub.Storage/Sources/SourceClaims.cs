using FeedHub.Core.Sources;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Sources;

/// <summary>Which worker polls which source, and for how long.</summary>
internal static class SourceClaims
{
    /// <summary>
    /// A time further in the future than is possible, plus this margin, comes from a clock that was ahead; within the margin, another
    /// process may just have written it.
    /// </summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    private const string Meets = """
        polled = 1 AND (claimed_until IS NULL OR claimed_until <= @now OR claimed_until > @longestLease)
        AND (@evenIfNotDue = 1 OR (next_poll <= @now AND NOT EXISTS (
          SELECT 1 FROM host_rest r WHERE r.host = source.host AND r.until > @now AND r.until <= @longestRest)))
        AND (CAST(@notSince AS BIGINT) IS NULL OR last_attempt IS NULL OR last_attempt < @notSince)
        AND (CAST(@only AS TEXT) IS NULL OR id = @only)
        """;

    public static async Task<IReadOnlyList<ClaimedSource>> TakeAsync(SqlSession sql, ClaimOrder order, DateTimeOffset now)
    {
        await FollowClockAsync(sql, now);
        return await sql.QueryAsync(
            $"""
            UPDATE source SET claimed_by = @worker, claimed_until = @until, last_attempt = @now
            WHERE id IN (
              SELECT id FROM source WHERE id IN (
                SELECT id FROM (
                  SELECT id, next_poll,
                    row_number() OVER (PARTITION BY site ORDER BY next_poll, id)
                      + (SELECT count(*) FROM source busy
                         WHERE busy.site = source.site AND busy.claimed_until IS NOT NULL AND busy.claimed_until > @now) AS place
                  FROM source WHERE {Meets}) AS ready
                WHERE place <= @perSite ORDER BY place, next_poll, id LIMIT @max)
              {sql.Dialect.SkippingLocked})
            RETURNING declaration, state
            """,
            row => new ClaimedSource(SourceRows.Declaration(row), SourceRows.State(row)),
            [
                .. Values(order, now), ("@worker", order.Worker), ("@until", (now + order.Lease).ToColumn()), ("@perSite", order.PerSite),
                ("@max", order.Max),
            ]);
    }

    /// <returns>How many sources match the order, and when the first of them was due.</returns>
    public static async Task<(int Count, DateTimeOffset? Oldest)> WaitingAsync(SqlSession sql, ClaimOrder order, DateTimeOffset now) =>
        (await sql.QueryAsync(
            $"SELECT count(*) AS sources, min(next_poll) AS oldest FROM source WHERE {Meets}",
            row => ((int)row.Number("sources"), row.InstantOrNull("oldest")),
            Values(order, now)))[0];

    /// <summary>
    /// Releases what a worker had claimed. It may have asked for it until a moment ago, with the answer lost, so it is not due before the
    /// shortest time between two polls has passed.
    /// </summary>
    public static Task<int> ReleaseAsync(SqlSession sql, string worker, DateTimeOffset now) => sql.ExecuteAsync(
        """
        UPDATE source SET claimed_by = NULL, claimed_until = NULL, next_poll = CASE WHEN next_poll < @soonest THEN @soonest ELSE next_poll END
        WHERE claimed_by = @worker
        """,
        ("@worker", worker), ("@soonest", (now + PollSchedule.Shortest).ToColumn()));

    /// <summary>Writes the state after a poll and releases the claim, if the worker still holds it.</summary>
    public static async Task ConcludeAsync(SqlSession sql, string worker, SourceConclusion conclusion)
    {
        var state = conclusion.State;
        var held = await sql.ExecuteAsync(
            $"""
            UPDATE source SET {SourceRows.SetState}, next_poll = @next, claimed_by = NULL, claimed_until = NULL
            WHERE id = @id AND claimed_by = @worker
            """,
            [
                .. SourceRows.Values(state), ("@id", state.Id.Value), ("@worker", worker), ("@next", state.Times.Next.ToColumn()),
            ]);
        // The host that was polled, which a move or a fallback changes.
        if (held == 1 && state.Answer.Url is { } url && SourceRows.HostOf(url) is var host)
        {
            await sql.ExecuteAsync(
                "UPDATE source SET host = @host, site = @site WHERE id = @id AND host <> @host",
                ("@id", state.Id.Value), ("@host", host), ("@site", conclusion.Politeness.SiteOf(host)));
        }
        if (conclusion.Fetch is { } fetch)
            await SourceFetchRows.AddAsync(sql, fetch);
        if (conclusion.HostRestsUntil is { } until)
        {
            await sql.ExecuteAsync(
                """
                INSERT INTO host_rest (host, until) SELECT coalesce(@host, host), @until FROM source WHERE id = @id
                ON CONFLICT (host) DO UPDATE SET until = excluded.until
                """,
                ("@id", state.Id.Value), ("@host", conclusion.RestingHost), ("@until", until.ToColumn()));
        }
        if (held == 1 && conclusion.Event is { } happened)
        {
            await sql.ExecuteAsync(
                "INSERT INTO source_event (source_id, at, broke, detail) VALUES (@id, @at, @broke, @detail)",
                ("@id", happened.Source.Value), ("@at", happened.At.ToColumn()), ("@broke", happened.Broke), ("@detail", happened.Detail));
        }
    }

    /// <summary>After the clock was set back, polls planned by the clock that was ahead keep their interval, counted from now.</summary>
    private static async Task FollowClockAsync(SqlSession sql, DateTimeOffset now)
    {
        var ahead = await sql.QueryAsync(
            """
            SELECT id, state, next_poll, last_attempt FROM source
            WHERE polled = 1 AND next_poll > @now AND next_poll < @never
              AND (last_attempt > @slack OR (last_attempt IS NULL AND next_poll > @slack))
            """,
            row =>
                (
                    Id: row.Text("id"), State: SourceRows.State(row), Next: row.Instant("next_poll"),
                    Attempt: row.InstantOrNull("last_attempt")),
            ("@now", now.ToColumn()), ("@never", PollSchedule.Never.ToColumn()), ("@slack", (now + ClockSlack).ToColumn()));
        foreach (var (id, known, next, attempt) in ahead)
        {
            var plan = now + (attempt is { } last ? next - last : TimeSpan.Zero);
            var state = known with { Times = known.Times with { Next = plan, LastAttempt = attempt is null ? null : now } };
            await sql.ExecuteAsync(
                $"UPDATE source SET {SourceRows.SetState}, next_poll = @next, last_attempt = @attempt WHERE id = @id",
                [
                    .. SourceRows.Values(state), ("@id", id), ("@next", plan.ToColumn()),
                    ("@attempt", state.Times.LastAttempt.ToColumn()),
                ]);
        }
    }

    private static (string, object?)[] Values(ClaimOrder order, DateTimeOffset now) =>
    [
        ("@now", now.ToColumn()),
        ("@evenIfNotDue", order.EvenIfNotDue),
        ("@notSince", order.NotSince.ToColumn()),
        ("@only", order.Only?.Value),
        ("@longestLease", (now + order.Lease + ClockSlack).ToColumn()),
        ("@longestRest", (now + PollSchedule.Longest + ClockSlack).ToColumn()),
    ];
}
