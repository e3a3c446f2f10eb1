using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines.Walking;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Sources;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>Reads entries from SQL.</summary>
public sealed class EntryStore(FeedDatabase database) : IEntryStore
{
    public async Task<IReadOnlyList<ArrivedEntry>> NewestAsync(
        SourceId? source, long below, int max, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        var numbers = source is { } only
            ? await sql.QueryAsync(
                "SELECT seq FROM entry WHERE source_id = @source AND seq < @below ORDER BY seq DESC LIMIT @max",
                row => row.Number("seq"),
                ("@source", only.Value), ("@below", below), ("@max", max))
            : await sql.QueryAsync(
                "SELECT seq FROM entry WHERE seq < @below ORDER BY seq DESC LIMIT @max",
                row => row.Number("seq"),
                ("@below", below), ("@max", max));
        return await ReadAsync(sql, numbers, EntryTexts.ExcerptFrom);
    }

    public async Task<ArrivedEntry?> FindAsync(EntryId id, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        var numbers = await EntryTable.NumbersAsync(sql, [id.Value]);
        return (await ReadAsync(sql, [.. numbers.Values], EntryTexts.From)).SingleOrDefault();
    }

    /// <summary>The entries with these numbers, the highest first.</summary>
    private static async Task<List<ArrivedEntry>> ReadAsync(SqlSession sql, List<long> numbers, Func<byte[], EntryTexts> texts)
    {
        var which = sql.Dialect.AnyOf("seq", "@seqs");
        var declared = await sql.QueryAsync(
            $"SELECT declaration FROM source WHERE id IN (SELECT source_id FROM entry WHERE {which})",
            SourceRows.Declaration,
            ("@seqs", numbers));
        var sources = declared.ToDictionary(s => s.Id);
        return await sql.QueryAsync(
            $"SELECT seq, story_id, {StoryRows.ReportColumns} FROM entry JOIN entry_text USING (seq) WHERE {which} ORDER BY seq DESC",
            row => new ArrivedEntry(
                row.Number("seq"),
                row.NumberOrNull("story_id") is { } story ? new StoryId(story) : null,
                StoryRows.Report(row, sources, texts)),
            ("@seqs", numbers));
    }
}
