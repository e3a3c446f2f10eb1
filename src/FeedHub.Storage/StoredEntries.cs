using System.Data.Common;
using System.Text.Json;
using Dapper;
using FeedHub.Core.Entries;
using FeedHub.Core.Ingestion;

namespace FeedHub.Storage;

/// <summary>What is stored already under the keys of a batch, and which of it an item of the batch is.</summary>
internal sealed class StoredEntries
{
    private readonly Dictionary<string, Row> _rows = [];

    /// <summary>What is stored under another key, by its page, for items that have nothing but their page to be known by.</summary>
    private readonly Dictionary<string, Row?> _byPage = [];

    /// <summary>Keys that belong to an item of the batch, so that no other item is taken for them.</summary>
    private readonly HashSet<string> _taken;

    private StoredEntries(IReadOnlyList<Entry> batch) => _taken = [.. batch.Select(e => e.Key)];

    public static async Task<StoredEntries> ReadAsync(DbConnection connection, DbTransaction transaction, PollOutcome outcome, string marks)
    {
        var stored = new StoredEntries(outcome.Entries);
        await foreach (var row in RowsAsync(
            $"""
            SELECT key, id, content_hash AS ContentHash, canonical_url AS CanonicalUrl, title FROM entry WHERE source_id = @source AND key IN ({marks})
            UNION ALL
            SELECT key, NULL, NULL, NULL, NULL FROM forgotten WHERE source_id = @source AND key IN ({marks})
            """,
            outcome.Entries.SelectMany(e => e.OtherKeys.Concat(e.DoubtfulKeys).Prepend(e.Key)).Distinct()))
        {
            stored._rows[row.Key] = row;
        }

        await foreach (var row in RowsAsync(
            $"SELECT key, id, content_hash AS ContentHash, canonical_url AS CanonicalUrl, title FROM entry WHERE source_id = @source AND canonical_url IN ({marks})",
            outcome.Entries.Where(e => e.Key == e.CanonicalUrl && !stored._rows.ContainsKey(e.Key)).Select(e => e.Key)))
        {
            // A page that several entries share is none's own.
            if (!stored._byPage.TryAdd(row.CanonicalUrl!, row))
                stored._byPage[row.CanonicalUrl!] = null;
        }

        return stored;

        async IAsyncEnumerable<Row> RowsAsync(string sql, IEnumerable<string> all)
        {
            if (all.ToList() is not { Count: > 0 } sought)
                yield break;
            var parameters = new { source = outcome.Source.Id.Value, marks = JsonSerializer.Serialize(sought, StoredJson.Default.IReadOnlyListString) };
            foreach (var row in await connection.QueryAsync<Row>(sql, parameters, transaction))
                yield return row;
        }
    }

    /// <summary>
    /// What the entry is stored as: under its key, else under one that the same item had when its source sent other marks; null
    /// when it is new.
    /// </summary>
    public Row? Find(Entry entry)
    {
        if (_rows.TryGetValue(entry.Key, out var own))
            return own;
        var other = entry.OtherKeys.Select(_rows.GetValueOrDefault).FirstOrDefault(row => row is not null && IsFree(row) && (row.Id is null || IsSamePage(row, entry)))
            ?? entry.DoubtfulKeys.Select(_rows.GetValueOrDefault).FirstOrDefault(row => row is { Id: not null } && IsFree(row) && IsSameItem(row, entry))
            ?? (entry.Key == entry.CanonicalUrl && _byPage.GetValueOrDefault(entry.Key) is { } page && IsFree(page) ? page : null);
        if (other is not null)
            _taken.Add(other.Key);
        return other;
    }

    private bool IsFree(Row row) => !_taken.Contains(row.Key);

    private static bool IsSamePage(Row row, Entry entry) => row.CanonicalUrl is null || row.CanonicalUrl == entry.CanonicalUrl;

    /// <summary>A shared ID is this item's where the page is too; a shared page, or no page, where the title is too.</summary>
    private static bool IsSameItem(Row row, Entry entry) =>
        row.CanonicalUrl == entry.CanonicalUrl && ((row.CanonicalUrl is not null && row.CanonicalUrl != row.Key) || row.Title == entry.Title);

    /// <summary>A stored entry; all but the key are null for one that retention forgot.</summary>
    internal sealed class Row
    {
        public string Key { get; init; } = "";
        public string? Id { get; init; }
        public string? ContentHash { get; init; }
        public string? CanonicalUrl { get; init; }
        public string? Title { get; init; }
    }
}
