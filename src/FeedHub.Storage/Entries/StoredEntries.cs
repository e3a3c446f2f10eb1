using FeedHub.Core.Entries;
using FeedHub.Core.Ingestion;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Entries;

/// <summary>What is already stored under the keys of a poll's entries, and which stored entry each of them is.</summary>
internal sealed class StoredEntries
{
    private const string Columns = "key, id, content_hash, canonical_url, title";

    private readonly Dictionary<string, Row> rows = [];

    /// <summary>Entries stored under another key, by their page, for items that can be identified only by their page.</summary>
    private readonly Dictionary<string, Row?> byPage = [];

    /// <summary>Keys that belong to an item of the poll, so that no other item is matched to them.</summary>
    private readonly HashSet<string> taken;

    private StoredEntries(IReadOnlyList<Entry> entries) => taken = [.. entries.Select(e => e.Key)];

    public static async Task<StoredEntries> ReadAsync(SqlSession sql, PollOutcome outcome)
    {
        var (stored, source, entries) = (new StoredEntries(outcome.Entries), outcome.Source.Id.Value, outcome.Entries);
        List<string> keys = [.. entries.SelectMany(e => e.OtherKeys.Concat(e.DoubtfulKeys).Prepend(e.Key)).Distinct()];
        foreach (var row in await sql.QueryAsync(
            $"""
            SELECT {Columns} FROM entry WHERE source_id = @source AND {sql.Dialect.AnyOf("key", "@keys")}
            UNION ALL
            SELECT key, NULL, NULL, NULL, NULL FROM purged WHERE source_id = @source AND {sql.Dialect.AnyOf("key", "@keys")}
            """,
            Row.Read,
            ("@source", source), ("@keys", keys)))
        {
            stored.rows[row.Key] = row;
        }

        List<string> pages = [.. entries.Where(e => e.Key == e.CanonicalUrl && !stored.rows.ContainsKey(e.Key)).Select(e => e.Key)];
        foreach (var row in pages.Count == 0 ? [] : await sql.QueryAsync(
            $"SELECT {Columns} FROM entry WHERE source_id = @source AND {sql.Dialect.AnyOf("canonical_url", "@pages")}",
            Row.Read,
            ("@source", source), ("@pages", pages)))
        {
            // A page that several entries share identifies none of them.
            if (!stored.byPage.TryAdd(row.CanonicalUrl!, row))
                stored.byPage[row.CanonicalUrl!] = null;
        }
        return stored;
    }

    /// <summary>
    /// The stored row of the entry: under its key, else under one that the same item had when its source sent other identifiers; null
    /// when the entry is new.
    /// </summary>
    public Row? Find(Entry entry)
    {
        if (rows.TryGetValue(entry.Key, out var own))
            return own;
        var other = entry.OtherKeys.Select(rows.GetValueOrDefault)
                .FirstOrDefault(row => row is not null && IsFree(row) && (row.Id is null || IsSamePage(row, entry)))
            ?? entry.DoubtfulKeys.Select(rows.GetValueOrDefault)
                .FirstOrDefault(row => row is { Id: not null } && IsFree(row) && IsSameItem(row, entry))
            ?? (entry.Key == entry.CanonicalUrl && byPage.GetValueOrDefault(entry.Key) is { } page && IsFree(page) ? page : null);
        if (other is not null)
            taken.Add(other.Key);
        return other;
    }

    private bool IsFree(Row row) => !taken.Contains(row.Key);

    private static bool IsSamePage(Row row, Entry entry) => row.CanonicalUrl is null || row.CanonicalUrl == entry.CanonicalUrl;

    /// <summary>A shared ID is this item's if the page is the same too; a shared page, or no page, if the title is the same too.</summary>
    private static bool IsSameItem(Row row, Entry entry) =>
        row.CanonicalUrl == entry.CanonicalUrl
        && ((row.CanonicalUrl is not null && row.CanonicalUrl != row.Key) || row.Title == entry.Title);

    /// <summary>A stored entry; all but the key are null for one that retention purged.</summary>
    internal sealed record Row(string Key, string? Id, string? ContentHash, string? CanonicalUrl, string? Title)
    {
        public static Row Read(SqlRow row) => new(
            row.Text("key"), row.TextOrNull("id"), row.TextOrNull("content_hash"), row.TextOrNull("canonical_url"), row
                .TextOrNull("title"));
    }
}
