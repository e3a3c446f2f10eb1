using FeedHub.Core.Entries;
using FeedHub.Core.Entries.Matching;
using FeedHub.Core.Ingestion;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Entries;

/// <summary>What is already stored of a poll's entries: under their keys, or as recognised by <see cref="EntryMatching"/>.</summary>
internal sealed class StoredEntries
{
    private const string Columns = "e.seq, e.id, e.key, e.content_hash, e.canonical_url, e.title, e.published, e.updated";

    /// <summary>How many of the latest entries of a source its new items are compared with, for each item of the document.</summary>
    private const int LatestPerItem = 4;

    private const int LeastLatest = 200;
    private const int MostLatest = 2000;

    /// <summary>By the key that was asked for, which may be another than the row's own.</summary>
    private readonly Dictionary<string, Row> rows = [];

    /// <summary>By the key of the poll's entry.</summary>
    private readonly Dictionary<string, Row> found = [];

    /// <summary>Own keys of stored entries that are an item of the poll, so that no other item is matched to them.</summary>
    private readonly HashSet<string> taken = [];

    private StoredEntries()
    {
    }

    /// <summary>IDs and links that the source now turns out to give to different items.</summary>
    public IReadOnlyList<string> Shared { get; private set; } = [];

    public static async Task<StoredEntries> ReadAsync(SqlSession sql, PollOutcome outcome)
    {
        var stored = new StoredEntries();
        await stored.FindByKeyAsync(sql, outcome);
        if (stored.found.Count < outcome.Entries.Count)
            await stored.RecogniseAsync(sql, outcome);
        return stored;
    }

    /// <summary>The stored row of an entry of the poll; null if the entry is new.</summary>
    public Row? Find(Entry entry) => found.GetValueOrDefault(entry.Key);

    /// <summary>A new entry as it must be stored: under a key, and with a page, that no other entry has.</summary>
    public Entry AsNew(Entry entry)
    {
        var key = entry.OtherKeys.Prepend(entry.Key).FirstOrDefault(k => !rows.ContainsKey(k)) ?? $"{entry.Key} {entry.Arrived:O}";
        return entry with
        {
            Key = key,
            Id = key == entry.Key ? entry.Id : EntryId.From(entry.Source, key),
            CanonicalUrl = entry.CanonicalUrl is { } page && !Shared.Contains(page) ? page : null,
        };
    }

    private async Task FindByKeyAsync(SqlSession sql, PollOutcome outcome)
    {
        var entries = outcome.Entries;
        List<string> keys = [.. entries.SelectMany(e => e.OtherKeys.Concat(e.DoubtfulKeys).Prepend(e.Key)).Distinct()];
        var asked = await sql.QueryAsync(
            $"""
            SELECT key, seq FROM entry_key WHERE source_id = @source AND {sql.Dialect.AnyOf("key", "@keys")}
            UNION ALL
            SELECT key, seq FROM entry_alias WHERE source_id = @source AND {sql.Dialect.AnyOf("key", "@keys")}
            UNION ALL
            SELECT key, NULL FROM purged WHERE source_id = @source AND {sql.Dialect.AnyOf("key", "@keys")}
            """,
            row => (Key: row.Text("key"), Number: row.NumberOrNull("seq")),
            ("@source", outcome.Source.Id.Value), ("@keys", keys));
        var stored = (await sql.QueryAsync(
            $"SELECT {Columns} FROM entry e WHERE {sql.Dialect.AnyOf("e.seq", "@seqs")}",
            Row.Read,
            ("@seqs", asked.Select(a => a.Number).OfType<long>().Distinct().ToList()))).ToDictionary(row => row.Number!.Value);
        foreach (var (key, number) in asked)
        {
            // Without a number, or meanwhile, it was purged.
            var row = number is { } known && stored.TryGetValue(known, out var there) ? there : Row.Purged(key);
            // A key of its own counts more than one that another entry once had.
            if (row.Key == key || !rows.ContainsKey(key))
                rows[key] = row;
        }
        var used = await UsedAgainAsync(sql, entries);
        // First those that are stored under their key: a further key of an entry is no item's while the entry is another.
        foreach (var entry in entries.Where(e => !used.Contains(e.Key)).OrderByDescending(e => rows.GetValueOrDefault(e.Key)?.Key == e.Key))
        {
            if (rows.TryGetValue(entry.Key, out var row) && (row.Key == entry.Key || IsFree(row.Key)))
                Take(entry, row);
        }
        foreach (var entry in entries.Reverse().Where(e => !found.ContainsKey(e.Key)))
        {
            if (FindByOtherKey(entry) is { } other)
                Take(entry, other);
        }
    }

    /// <summary>Keys of the poll's entries that the source has used before, for other items.</summary>
    private async Task<HashSet<string>> UsedAgainAsync(SqlSession sql, IReadOnlyList<Entry> entries)
    {
        var series = entries.GroupBy(e => e.Title).Where(g => g.Skip(1).Any()).Select(g => g.Key).ToHashSet();
        var doubtful = entries.Where(
            e => rows.GetValueOrDefault(e.Key) is { Id: not null } row
                && EntryMatching.IsDoubtful(e, row.AsKnown(), series.Contains(e.Title)))
            .ToList();
        var texts = await TextsAsync(sql, doubtful.Select(e => rows[e.Key]));
        var used = doubtful.Where(e => !EntryMatching.HaveCommonText(e.Text, texts[rows[e.Key].AsKnown().Id])).Select(e => e.Key)
            .ToHashSet();
        Shared = [.. used];
        return used;
    }

    /// <summary>The row stored under a key that the item had when its source sent other identifiers.</summary>
    private Row? FindByOtherKey(Entry entry) =>
        entry.OtherKeys.Select(rows.GetValueOrDefault)
            .FirstOrDefault(row => row is not null && IsFree(row.Key) && (row.Id is null || IsSamePage(row, entry)))
        ?? entry.DoubtfulKeys.Select(rows.GetValueOrDefault)
            .FirstOrDefault(row => row is { Id: not null } && IsFree(row.Key) && IsSameItem(row, entry));

    private async Task RecogniseAsync(SqlSession sql, PollOutcome outcome)
    {
        var (source, entries) = (outcome.Source.Id.Value, outcome.Entries);
        List<string> links = [.. entries.Where(e => Find(e) is null).Select(e => e.CanonicalUrl).OfType<string>().Distinct()];
        var latest = Math.Clamp(LatestPerItem * entries.Count, LeastLatest, MostLatest);
        var known = await sql.QueryAsync(
            $"""
            SELECT {Columns} FROM (SELECT * FROM entry WHERE source_id = @source ORDER BY seq DESC LIMIT @latest) e
            UNION
            SELECT {Columns} FROM entry e WHERE source_id = @source AND {sql.Dialect.AnyOf("canonical_url", "@links")}
            """,
            Row.Read,
            ("@source", source), ("@latest", latest), ("@links", links));
        if (known.Count == 0)
            return;
        var byId = known.ToDictionary(row => new EntryId(row.Id!));
        var matching = new EntryMatching(
            entries, e => !found.ContainsKey(e.Key), [.. known.Select(row => row.AsKnown())], k => IsFree(k.Key));
        foreach (var (entry, match) in matching.Match(await TextsAsync(sql, matching.TextsWanted.Select(id => byId[id]))))
        {
            var row = byId[match.Id];
            Take(entry, row);
            await EntryAliases.AddAsync(sql, source, entry.Key, row.Sequence, outcome.At);
        }
        Shared =
        [
            .. Shared,
            .. entries.Where(e => Find(e) is null && known.Exists(k => k.CanonicalUrl == e.CanonicalUrl))
                .Select(e => e.CanonicalUrl).OfType<string>().Distinct(),
        ];
    }

    private static async Task<Dictionary<EntryId, string>> TextsAsync(SqlSession sql, IEnumerable<Row> entries)
    {
        var ids = entries.DistinctBy(row => row.Sequence).ToDictionary(row => row.Sequence, row => row.AsKnown().Id);
        return ids.Count == 0 ? [] : (await sql.QueryAsync(
            $"SELECT seq, texts FROM entry_text WHERE {sql.Dialect.AnyOf("seq", "@seqs")}",
            row => (Id: ids[row.Number("seq")], EntryTexts.TextFrom(row.Bytes("texts")).Text),
            ("@seqs", ids.Keys.ToList()))).ToDictionary(row => row.Id, row => row.Text);
    }

    private void Take(Entry entry, Row row)
    {
        found[entry.Key] = row;
        taken.Add(row.Key);
    }

    private bool IsFree(string key) => !taken.Contains(key);

    private static bool IsSamePage(Row row, Entry entry) => row.CanonicalUrl is null || row.CanonicalUrl == entry.CanonicalUrl;

    /// <summary>A shared ID is this item's if the page is the same too; a shared page, or no page, if the title is the same too.</summary>
    private static bool IsSameItem(Row row, Entry entry) =>
        row.CanonicalUrl is not null && row.CanonicalUrl == entry.CanonicalUrl && row.CanonicalUrl != row.Key
        || ((row.CanonicalUrl is null || entry.CanonicalUrl is null || row.CanonicalUrl == entry.CanonicalUrl) && row.Title == entry.Title);

    /// <summary>A stored entry; all but the key are null for one that retention purged.</summary>
    internal sealed record Row(
        long? Number, string Key, string? Id, string? ContentHash, string? CanonicalUrl, string? Title, DateTimeOffset? Published,
        DateTimeOffset? Updated)
    {
        public long Sequence => Number ?? throw new InvalidOperationException($"The entry {Key} was purged.");

        public static Row Purged(string key) => new(null, key, null, null, null, null, null, null);

        public static Row Read(SqlRow row) => new(
            row.Number("seq"), row.Text("key"), row.Text("id"), row.TextOrNull("content_hash"),
            row.TextOrNull("canonical_url"), row.TextOrNull("title"), row.InstantOrNull("published"), row.InstantOrNull("updated"));

        public KnownEntry AsKnown() => new(new EntryId(Id!), Key, CanonicalUrl, Title!, Published, Updated, Sequence);
    }
}
