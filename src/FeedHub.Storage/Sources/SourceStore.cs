using FeedHub.Core.Sources;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Sources;

/// <summary>The sources in SQL.</summary>
public sealed class SourceStore(FeedDatabase database) : ISourceStore
{
    public Task ReconcileAsync(IReadOnlyList<Source> declared, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(WriteScope.Catalog, sql => SourceDeclarations.ReconcileAsync(sql, declared, now), cancellationToken);

    public Task<IReadOnlyList<ClaimedSource>> ClaimAsync(ClaimOrder order, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(WriteScope.Claims, sql => SourceClaims.TakeAsync(sql, order, now), cancellationToken);

    public async Task<int> WaitingAsync(ClaimOrder order, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await SourceClaims.CountAsync(sql, order, now);
    }

    public Task ReleaseAsync(string worker, CancellationToken cancellationToken) =>
        database.WriteAsync(WriteScope.None, sql => SourceClaims.ReleaseAsync(sql, worker), cancellationToken);

    public async Task<IReadOnlyList<SourceOverview>> OverviewAsync(CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await OverviewAsync(sql, null);
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
                "UPDATE source SET state = @state, next_poll = @now WHERE id = @id",
                ("@id", source.Value), ("@now", now.ToColumn()), ("@state", SourceRows.Json(state)));
            return true;
        },
        cancellationToken);

    private static async Task<IReadOnlyList<SourceOverview>> OverviewAsync(SqlSession sql, SourceId? only) => await sql.QueryAsync(
        """
        SELECT declaration, state, declared, entries FROM source
        WHERE CAST(@only AS TEXT) IS NULL OR id = @only ORDER BY title, id
        """,
        row => new SourceOverview(SourceRows.Declaration(row), SourceRows.State(row), row.Flag("declared"), row.Number("entries")),
        ("@only", only?.Value));

    private static async Task<IReadOnlyList<SourceEvent>> EventsAsync(SqlSession sql, SourceId? only, int max) => await sql.QueryAsync(
        """
        SELECT id, source_id, at, broke, detail FROM source_event
        WHERE CAST(@only AS TEXT) IS NULL OR source_id = @only ORDER BY id DESC LIMIT @max
        """,
        row => new SourceEvent(
            row.Number("id"), new SourceId(row.Text("source_id")), row.Instant("at"), row.Flag("broke"), row.Text("detail")),
        ("@only", only?.Value), ("@max", max));
}
