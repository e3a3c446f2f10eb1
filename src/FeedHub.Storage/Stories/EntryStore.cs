using FeedHub.Core.Entries;
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
        EntryFilter filter, EntryPosition? below, int max, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        var (which, values) = Which(filter, below);
        var numbers = await sql.QueryAsync(
            $"SELECT seq FROM entry WHERE {which} ORDER BY {Order(filter.IsByTime)} LIMIT @max",
            row => row.Number("seq"),
            [.. values, ("@max", max)]);
        return await ReadAsync(sql, numbers, filter.IsByTime, EntryTexts.ExcerptFrom);
    }

    public async Task<ArrivedEntry?> FindAsync(EntryId id, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        var numbers = await EntryTable.NumbersAsync(sql, [id.Value]);
        return (await ReadAsync(sql, [.. numbers.Values], byTime: false, EntryTexts.From)).SingleOrDefault();
    }

    private static string Order(bool byTime) => byTime ? "arrived DESC, seq DESC" : "seq DESC";

    private static SqlCondition Which(EntryFilter filter, EntryPosition? below)
    {
        var (which, values) = (new List<string>(), new List<(string, object?)>());
        if (filter.Source is { } source)
            Add("source_id = @source", ("@source", source.Value));
        if (filter.After is { } after)
            Add("arrived >= @after", ("@after", after.ToColumn()));
        if (filter.Before is { } before)
            Add("arrived < @before", ("@before", before.ToColumn()));
        if (filter.IsByTime && below is not null)
            Add("(arrived, seq) < (@arrived, @below)", ("@arrived", below.Arrived.ToColumn()), ("@below", below.Number));
        else
            Add("seq < @below", ("@below", below?.Number ?? long.MaxValue));
        return new SqlCondition(string.Join(" AND ", which), values);

        void Add(string condition, params (string, object?)[] named)
        {
            which.Add(condition);
            values.AddRange(named);
        }
    }

    /// <summary>The entries with these numbers, the newest first.</summary>
    private static async Task<List<ArrivedEntry>> ReadAsync(
        SqlSession sql, List<long> numbers, bool byTime, Func<byte[], EntryTexts> texts)
    {
        var which = sql.Dialect.AnyOf("seq", "@seqs");
        var declared = await sql.QueryAsync(
            $"SELECT declaration FROM source WHERE id IN (SELECT source_id FROM entry WHERE {which})",
            SourceRows.Declaration,
            ("@seqs", numbers));
        var sources = declared.ToDictionary(s => s.Id);
        return await sql.QueryAsync(
            $"SELECT seq, story_id, {StoryRows.ReportColumns} FROM entry JOIN entry_text USING (seq) WHERE {which} "
                + $"ORDER BY {Order(byTime)}",
            row => new ArrivedEntry(
                row.Number("seq"),
                row.NumberOrNull("story_id") is { } story ? new StoryId(story) : null,
                StoryRows.Report(row, sources, texts)),
            ("@seqs", numbers));
    }
}
