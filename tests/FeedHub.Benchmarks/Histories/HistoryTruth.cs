using FeedHub.Core.Sources;
using Microsoft.Data.Sqlite;

namespace FeedHub.Benchmarks.Histories;

/// <summary>What must be stored, by construction: an entry for each item that was seen, a revision for each edit that was.</summary>
internal sealed class HistoryTruth
{
    private readonly Dictionary<int, (string Title, string Text)> seen = [];
    private int revisions;
    private int overlaps;
    private int polls;

    public void See(IReadOnlyList<HistoryItem> items)
    {
        if (items.Count > 0 && polls++ > 0 && items.Any(i => seen.ContainsKey(i.Number)))
            overlaps++;
        foreach (var item in items)
        {
            if (seen.TryGetValue(item.Number, out var before) && before != (item.Title, item.Text))
                revisions++;
            seen[item.Number] = (item.Title, item.Text);
        }
    }

    public async Task<HistoryFinding> CompareAsync(string folder, SourceHistory history, int number, SourceId id, SourceState state)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "feedhub.db")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        var marks = await ListAsync(connection, "SELECT enclosures FROM entry WHERE source_id = $source", id);
        var stored = await ListAsync(
            connection, "SELECT r.title FROM revision r JOIN entry e ON e.id = r.entry_id WHERE e.source_id = $source", id);
        var copies = await ListAsync(
            connection,
            "SELECT e.id FROM entry e JOIN entry o ON o.id = e.duplicate_of "
            + "WHERE e.source_id = $source AND (o.source_id <> e.source_id OR o.enclosures <> e.enclosures)",
            id);
        var kept = marks.Distinct().Count();
        // Items may truly have been missed where a document has nothing in common with the one before.
        var mayMiss = polls - 1 - overlaps;
        return new HistoryFinding(
            number, history.Kind.Name, seen.Count, marks.Count - kept, seen.Count - kept, Math.Max(0, stored.Count - revisions),
            Math.Max(0, revisions - stored.Count), state.Habits.Arrivals.Missed > 0 && mayMiss == 0 ? 1 : 0, copies.Count);
    }

    private static async Task<List<string>> ListAsync(SqliteConnection connection, string sql, SourceId id)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$source", id.Value);
        var list = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            list.Add(reader.GetString(0));
        return list;
    }
}
