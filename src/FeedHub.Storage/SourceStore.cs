using System.Data.Common;
using System.Text.Json;
using Dapper;
using FeedHub.Core.Sources;

namespace FeedHub.Storage;

/// <summary>The sources in SQL.</summary>
public sealed class SourceStore(FeedDatabase database) : ISourceStore
{
    /// <summary>
    /// What lies further in the future than it can is of a clock that was ahead; less is only that another process wrote meanwhile.
    /// </summary>
    private static readonly TimeSpan ClockSlack = TimeSpan.FromMinutes(5);

    private const string Meets = """
        polled = 1 AND (claimed_until IS NULL OR claimed_until <= @now OR claimed_until > @longestLease)
        AND (@evenIfNotDue = 1 OR (next_poll <= @now AND NOT EXISTS (
          SELECT 1 FROM host_rest r WHERE r.host = source.host AND r.until > @now AND r.until <= @longestRest)))
        AND (@notSince IS NULL OR last_attempt IS NULL OR last_attempt < @notSince)
        AND (@only IS NULL OR id = @only)
        """;

    public Task ReconcileAsync(IReadOnlyList<Source> declared, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, transaction) =>
            {
                var before = (await connection.QueryAsync<(string Id, string Declaration, bool Declared)>(
                    "SELECT id, declaration, declared FROM source", transaction: transaction)).ToDictionary(s => s.Id);
                var changed = false;
                foreach (var source in declared)
                {
                    var declaration = JsonSerializer.Serialize(source, StoredJson.Default.Source);
                    if (before.Remove(source.Id.Value, out var old) && old.Declared && old.Declaration == declaration)
                        continue;
                    changed = true;
                    var sameUrl = old.Declaration is not null && Declaration(old.Declaration).Url == source.Url;
                    await DeclareAsync(connection, transaction, source, declaration, sameUrl, now);
                }
                foreach (var (id, _, _) in before.Values.Where(s => s.Declared))
                {
                    changed = true;
                    await connection.ExecuteAsync("UPDATE source SET declared = 0, polled = 0 WHERE id = @id", new { id }, transaction);
                }
                if (changed)
                    await Versions.AdvanceAsync(connection, transaction, Versions.Timeline);
                return 0;
            },
            cancellationToken);

    public Task<IReadOnlyList<ClaimedSource>> ClaimAsync(ClaimOrder order, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync<IReadOnlyList<ClaimedSource>>(
            async (connection, transaction) =>
            {
                await FollowClockAsync(connection, transaction, now);
                var rows = await connection.QueryAsync<(string Declaration, string State)>(
                    $"""
                    UPDATE source SET claimed_by = @worker, claimed_until = @until, last_attempt = @now
                    WHERE id IN (
                      SELECT id FROM (
                        SELECT id, next_poll,
                          row_number() OVER (PARTITION BY site ORDER BY next_poll, id)
                            + (SELECT count(*) FROM source busy WHERE busy.site = source.site AND busy.claimed_until IS NOT NULL AND busy.claimed_until > @now) AS place
                        FROM source WHERE {Meets}) AS ready
                      WHERE place <= @perHost ORDER BY place, next_poll, id LIMIT @max)
                    RETURNING declaration, state
                    """,
                    Parameters(order, now),
                    transaction);
                return [.. rows.Select(r => new ClaimedSource(Declaration(r.Declaration), State(r.State)))];
            },
            cancellationToken);

    /// <summary>After the clock was set back, what was planned by the one that was ahead is planned as long from now.</summary>
    private static async Task FollowClockAsync(DbConnection connection, DbTransaction transaction, DateTimeOffset now)
    {
        var ahead = await connection.QueryAsync<(string Id, string State, long Next, long? Attempt)>(
            """
            SELECT id, state, next_poll, last_attempt FROM source
            WHERE polled = 1 AND next_poll > @now AND next_poll < @never
              AND (last_attempt > @slack OR (last_attempt IS NULL AND next_poll > @slack))
            """,
            new { now = now.ToColumn(), never = PollSchedule.Never.ToColumn(), slack = (now + ClockSlack).ToColumn() },
            transaction);
        foreach (var (id, json, next, attempt) in ahead)
        {
            var plan = now + (attempt is { } last ? next.ToInstant() - last.ToInstant() : TimeSpan.Zero);
            var known = State(json);
            var state = known with { Times = known.Times with { Next = plan, LastAttempt = attempt is null ? null : now } };
            await connection.ExecuteAsync(
                "UPDATE source SET state = @state, next_poll = @next, last_attempt = @attempt WHERE id = @id",
                new
                {
                    id,
                    state = JsonSerializer.Serialize(state, StoredJson.Default.SourceState),
                    next = plan.ToColumn(),
                    attempt = state.Times.LastAttempt.ToColumn(),
                },
                transaction);
        }
    }

    public async Task<int> WaitingAsync(ClaimOrder order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<int>($"SELECT count(*) FROM source WHERE {Meets}", Parameters(order, now));
    }

    public Task ReleaseAsync(string worker, CancellationToken cancellationToken) =>
        database.WriteAsync(
            (connection, transaction) => connection.ExecuteAsync(
                "UPDATE source SET claimed_by = NULL, claimed_until = NULL WHERE claimed_by = @worker", new { worker }, transaction),
            cancellationToken);

    public async Task<IReadOnlyList<SourceOverview>> OverviewAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await OverviewAsync(connection, null);
    }

    public async Task<SourceReport?> ReportAsync(SourceId id, int maxEvents, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await OverviewAsync(connection, id) is [var overview] ? new SourceReport(overview, await EventsAsync(connection, id, maxEvents)) : null;
    }

    public async Task<IReadOnlyList<SourceEvent>> EventsAsync(int max, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await EventsAsync(connection, null, max);
    }

    private static async Task<IReadOnlyList<SourceOverview>> OverviewAsync(DbConnection connection, SourceId? only)
    {
        var rows = await connection.QueryAsync<(string Declaration, string State, bool Declared, long Entries)>(
            """
            SELECT declaration, state, declared, (SELECT count(*) FROM entry WHERE source_id = source.id)
            FROM source WHERE @only IS NULL OR id = @only ORDER BY title, id
            """,
            new { only = only?.Value });
        return [.. rows.Select(r => new SourceOverview(Declaration(r.Declaration), State(r.State), r.Declared, r.Entries))];
    }

    private static async Task<IReadOnlyList<SourceEvent>> EventsAsync(DbConnection connection, SourceId? only, int max)
    {
        var rows = await connection.QueryAsync<(long Id, string Source, long At, bool Broke, string Detail)>(
            "SELECT id, source_id, at, broke, detail FROM source_event WHERE @only IS NULL OR source_id = @only ORDER BY id DESC LIMIT @max",
            new { only = only?.Value, max });
        return [.. rows.Select(r => new SourceEvent(r.Id, new SourceId(r.Source), r.At.ToInstant(), r.Broke, r.Detail))];
    }

    public async Task<IReadOnlyList<SourceFetch>> FetchesAsync(SourceId source, int max, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await SourceFetchRows.ReadAsync(connection, source, max);
    }

    public Task<bool> UndoMoveAsync(SourceId source, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
        {
            // While it is being polled its state belongs to the poller.
            var row = await connection.QuerySingleOrDefaultAsync<(string Declaration, string State)?>(
                "SELECT declaration, state FROM source WHERE id = @id AND (claimed_until IS NULL OR claimed_until <= @now)",
                new { id = source.Value, now = now.ToColumn() },
                transaction);
            if (row is not { } found || SourceAddress.Undo(Declaration(found.Declaration), State(found.State), now) is not { } undone)
                return false;
            var state = undone with { Times = undone.Times with { Next = now } };
            await connection.ExecuteAsync(
                "UPDATE source SET state = @state, next_poll = @now WHERE id = @id",
                new { id = source.Value, now = now.ToColumn(), state = JsonSerializer.Serialize(state, StoredJson.Default.SourceState) },
                transaction);
            return true;
        },
        cancellationToken);

    /// <summary>Writes the state after a poll and gives the claim back, if the worker still holds it.</summary>
    internal static async Task ConcludeAsync(Statements statements, string worker, SourceConclusion conclusion)
    {
        var state = conclusion.State;
        var held = await statements.ExecuteAsync(
            "UPDATE source SET state = @state, next_poll = @next, claimed_by = NULL, claimed_until = NULL WHERE id = @id AND claimed_by = @worker",
            ("@id", state.Id.Value), ("@worker", worker), ("@state", JsonSerializer.Serialize(state, StoredJson.Default.SourceState)), ("@next", state.Times.Next.ToColumn()));
        // Where it was asked, which a move or a fallback changes.
        if (held == 1 && state.Answer.Url is { } url && HostOf(url) is var host)
        {
            await statements.ExecuteAsync(
                "UPDATE source SET host = @host, site = @site WHERE id = @id AND host <> @host",
                ("@id", state.Id.Value), ("@host", host), ("@site", conclusion.Politeness.SiteOf(host)));
        }
        if (conclusion.Fetch is { } fetch)
            await SourceFetchRows.AddAsync(statements, fetch);
        if (conclusion.HostRestsUntil is { } until)
        {
            await statements.ExecuteAsync(
                """
                INSERT INTO host_rest (host, until) SELECT coalesce(@host, host), @until FROM source WHERE id = @id
                ON CONFLICT (host) DO UPDATE SET until = excluded.until
                """,
                ("@id", state.Id.Value), ("@host", conclusion.RestingHost), ("@until", until.ToColumn()));
        }
        if (held == 1 && conclusion.Event is { } happened)
        {
            await statements.ExecuteAsync(
                "INSERT INTO source_event (source_id, at, broke, detail) VALUES (@id, @at, @broke, @detail)",
                ("@id", happened.Source.Value), ("@at", happened.At.ToColumn()), ("@broke", happened.Broke ? 1 : 0), ("@detail", happened.Detail));
        }
    }

    internal static Source Declaration(string json) => JsonSerializer.Deserialize(json, StoredJson.Default.Source)!;

    private static SourceState State(string json) => JsonSerializer.Deserialize(json, StoredJson.Default.SourceState)!;

    private static string HostOf(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) ? url.IdnHost.ToLowerInvariant().TrimEnd('.') : address;

    private static async Task DeclareAsync(DbConnection connection, DbTransaction transaction, Source source, string declaration, bool sameUrl, DateTimeOffset now)
    {
        var host = HostOf(source.Url);
        await connection.ExecuteAsync(
            """
            INSERT INTO source (id, declaration, title, kind, host, site, declared, polled, state, next_poll)
            VALUES (@id, @declaration, @title, @kind, @host, @site, 1, @polled, @state, @now)
            ON CONFLICT (id) DO UPDATE SET declaration = excluded.declaration, title = excluded.title, kind = excluded.kind,
              host = excluded.host, site = excluded.site, declared = 1, polled = excluded.polled,
              next_poll = CASE WHEN source.polled = 1 AND @sameUrl = 1 THEN source.next_poll ELSE excluded.next_poll END
            """,
            new
            {
                id = source.Id.Value,
                declaration,
                title = source.Title,
                kind = source.Kind?.Word(),
                host,
                site = source.Politeness.SiteOf(host),
                sameUrl = sameUrl ? 1 : 0,
                polled = source.Enabled ? 1 : 0,
                state = JsonSerializer.Serialize(new SourceState { Id = source.Id, Times = new() { Next = now } }, StoredJson.Default.SourceState),
                now = now.ToColumn(),
            },
            transaction);
        await connection.ExecuteAsync("DELETE FROM source_country WHERE source_id = @id", new { id = source.Id.Value }, transaction);
        await connection.ExecuteAsync(
            "INSERT INTO source_country (source_id, country) VALUES (@id, @country)",
            source.Countries.Distinct().Select(country => new { id = source.Id.Value, country }),
            transaction);
    }

    private static object Parameters(ClaimOrder order, DateTimeOffset now) => new
    {
        worker = order.Worker,
        max = order.Max,
        perHost = order.PerSite,
        now = now.ToColumn(),
        until = (now + order.Lease).ToColumn(),
        evenIfNotDue = order.EvenIfNotDue ? 1 : 0,
        notSince = order.NotSince.ToColumn(),
        only = order.Only?.Value,
        longestLease = (now + order.Lease + ClockSlack).ToColumn(),
        longestRest = (now + PollSchedule.Longest + ClockSlack).ToColumn(),
    };
}
