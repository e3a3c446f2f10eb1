using FeedHub.Core.Sources;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Sources;

/// <summary>The sources in SQL.</summary>
public sealed class SourceStore(FeedDatabase database) : ISourceStore
{
    /// <summary>As <see cref="SourceStandings.From"/> says it.</summary>
    private const string Standing = """
        CASE WHEN polled = 0 THEN 'off' WHEN standing IN ('broken', 'failing') THEN standing
          WHEN missed > @lossSince THEN 'losing' ELSE standing END
        """;

    public Task ReconcileAsync(IReadOnlyList<Source> declared, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(WriteScope.Catalog, sql => SourceDeclarations.ReconcileAsync(sql, declared, now), cancellationToken);

    public Task<IReadOnlyList<ClaimedSource>> ClaimAsync(ClaimOrder order, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(WriteScope.Claims, sql => SourceClaims.TakeAsync(sql, order, now), cancellationToken);

    public async Task<int> WaitingAsync(ClaimOrder order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return (await SourceClaims.WaitingAsync(sql, order, now)).Count;
    }

    public Task ReleaseAsync(string worker, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(WriteScope.None, sql => SourceClaims.ReleaseAsync(sql, worker, now), cancellationToken);

    public async Task<IReadOnlyList<SourceOverview>> OverviewAsync(CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await OverviewAsync(sql, null);
    }

    public async Task<IReadOnlyDictionary<SourceStanding, int>> StandingsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        var counts = await sql.QueryAsync(
            $"SELECT {Standing} AS standing, count(*) AS sources FROM source GROUP BY 1",
            row => (Standing: SourceStandings.Named(row.Text("standing"))!.Value, Count: (int)row.Number("sources")), LossSince(now));
        return counts.ToDictionary(c => c.Standing, c => c.Count);
    }

    public async Task<IReadOnlyList<SourceOverview>> ListAsync(
        SourceStanding standing, int skip, int max, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        // First from the index alone, which has neither declarations nor states.
        return await sql.QueryAsync(
            $"""
            SELECT declaration, state, declared, entries FROM source WHERE id IN (
              SELECT id FROM source WHERE {Standing} = @standing ORDER BY title, id LIMIT @max OFFSET @skip)
            ORDER BY title, id
            """,
            Overview,
            LossSince(now), ("@standing", standing.Name()), ("@max", max), ("@skip", skip));
    }

    public async Task<IReadOnlyList<SourceOverview>> AfterAsync(SourceId? after, int max, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await sql.QueryAsync(
            "SELECT declaration, state, declared, entries FROM source WHERE id > @after ORDER BY id LIMIT @max",
            Overview,
            ("@after", after?.Value ?? ""), ("@max", max));
    }

    public async Task<SourceReport?> ReportAsync(SourceId id, int maxEvents, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await OverviewAsync(sql, id) is [var overview] ? new SourceReport(overview, await EventsAsync(sql, id, maxEvents)) : null;
    }

    public async Task<IReadOnlyList<SourceEvent>> EventsAsync(int max, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await EventsAsync(sql, null, max);
    }

    public async Task<IReadOnlyList<SourceFetch>> FetchesAsync(SourceId source, int max, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await SourceFetchRows.ReadAsync(sql, source, max);
    }

    public Task<bool> UndoMoveAsync(SourceId source, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.Claims,
        async sql =>
        {
            // While a source is being polled, its state belongs to the poller.
            var found = await sql.QueryAsync(
                "SELECT declaration, state FROM source WHERE id = @id AND (claimed_until IS NULL OR claimed_until <= @now)",
                row => (Source: SourceRows.Declaration(row), State: SourceRows.State(row)),
                ("@id", source.Value), ("@now", now.ToColumn()));
            if (found is not [var (declared, before)] || SourceAddress.Undo(declared, before, now) is not { } undone)
                return false;
            var state = undone with { Times = undone.Times with { Next = now } };
            await sql.ExecuteAsync(
                $"UPDATE source SET {SourceRows.SetState}, next_poll = @now WHERE id = @id",
                [.. SourceRows.Values(state), ("@id", source.Value), ("@now", now.ToColumn())]);
            return true;
        },
        cancellationToken);

    private static async Task<IReadOnlyList<SourceOverview>> OverviewAsync(SqlSession sql, SourceId? only) => await sql.QueryAsync(
        """
        SELECT declaration, state, declared, entries FROM source
        WHERE CAST(@only AS TEXT) IS NULL OR id = @only ORDER BY title, id
        """,
        Overview,
        ("@only", only?.Value));

    private static SourceOverview Overview(SqlRow row) =>
        new(SourceRows.Declaration(row), SourceRows.State(row), row.Flag("declared"), row.Number("entries"));

    private static (string, object?) LossSince(DateTimeOffset now) => ("@lossSince", (now - SourceStandings.LossTime).ToColumn());

    private static async Task<IReadOnlyList<SourceEvent>> EventsAsync(SqlSession sql, SourceId? only, int max) => await sql.QueryAsync(
        """
        SELECT id, source_id, at, broke, detail FROM source_event
        WHERE CAST(@only AS TEXT) IS NULL OR source_id = @only ORDER BY id DESC LIMIT @max
        """,
        row => new SourceEvent(
            row.Number("id"), new SourceId(row.Text("source_id")), row.Instant("at"), row.Flag("broke"), row.Text("detail")),
        ("@only", only?.Value), ("@max", max));
}
