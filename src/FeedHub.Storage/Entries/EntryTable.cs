using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Entries;

/// <summary>
/// The tables <c>entry</c> and <c>entry_text</c>. A new field of an entry needs a line in <see cref="Columns"/>, one in
/// <see cref="Read(SqlRow, EntryTexts)"/> and a migration.
/// </summary>
internal static class EntryTable
{
    /// <summary>The columns that are rewritten with every revision.</summary>
    private static readonly (string Name, Func<Entry, object?> Value)[] Columns =
    [
        ("title", e => e.Title),
        ("url", e => e.Url),
        ("canonical_url", e => e.CanonicalUrl),
        ("language", e => e.Language),
        ("authors", e => Json(e.Authors, StoredJson.Default.IReadOnlyListFeedPerson)),
        ("enclosures", e => Json(e.Enclosures, StoredJson.Default.IReadOnlyListFeedEnclosure)),
        ("categories", e => Json(e.Categories, StoredJson.Default.IReadOnlyListString)),
        ("published", e => e.Published.ToColumn()),
        ("updated", e => e.Updated.ToColumn()),
        ("changed", e => e.Changed.ToColumn()),
        ("content_hash", e => e.ContentHash),
    ];

    /// <summary>The columns that <see cref="Read(SqlRow)"/> needs, except <c>texts</c>, of <c>entry_text</c>.</summary>
    public static readonly string Names = string.Join(", ", ["id", "source_id", "key", "arrived", .. Columns.Select(c => c.Name)]);

    private static readonly string Insert = $"""
        INSERT INTO entry (id, source_id, key, arrived, {List(Columns, c => c)})
        VALUES (@id, @source, @key, @arrived, {List(Columns, c => "@" + c)}) RETURNING seq
        """;

    private static readonly string Update = $"UPDATE entry SET {List(Columns, c => $"{c} = @{c}")} WHERE id = @id RETURNING seq";

    private const string PutTexts =
        "INSERT INTO entry_text (seq, texts) VALUES (@seq, @texts) ON CONFLICT (seq) DO UPDATE SET texts = excluded.texts";

    public static async Task InsertAsync(SqlSession sql, Entry entry) => await PutTextsAsync(
        sql,
        entry,
        await sql.NumberAsync(
            Insert,
            [
                ("@id", entry.Id.Value), ("@source", entry.Source.Value), ("@key", entry.Key), ("@arrived", entry.Arrived.ToColumn()),
                .. Values(Columns, entry),
            ]));

    public static async Task<Entry> GetAsync(SqlSession sql, string id) =>
        (await sql.QueryAsync(
            $"SELECT {Names}, texts FROM entry JOIN entry_text USING (seq) WHERE id = @id", row => Read(row), ("@id", id)))[0];

    /// <summary>Rewrites an entry; its story is found by what it says now, even if no reader sees a change.</summary>
    public static async Task UpdateAsync(SqlSession sql, Entry entry)
    {
        await PutTextsAsync(sql, entry, await sql.NumberAsync(Update, [("@id", entry.Id.Value), .. Values(Columns, entry)]));
        await StaleStories.MarkAsync(sql, "id = (SELECT story_id FROM entry WHERE id = @id)", ("@id", entry.Id.Value));
    }

    /// <summary>An entry with its full texts.</summary>
    public static Entry Read(SqlRow row) => Read(row, EntryTexts.From(row.Bytes("texts")));

    public static Entry Read(SqlRow row, EntryTexts texts) => new()
    {
        Id = new EntryId(row.Text("id")),
        Source = new SourceId(row.Text("source_id")),
        Key = row.Text("key"),
        Title = row.Text("title"),
        Url = row.TextOrNull("url"),
        CanonicalUrl = row.TextOrNull("canonical_url"),
        Summary = texts.Summary,
        Content = texts.Content,
        Text = texts.Text,
        Language = row.Text("language"),
        Authors = row.Json("authors", StoredJson.Default.IReadOnlyListFeedPerson),
        Enclosures = row.Json("enclosures", StoredJson.Default.IReadOnlyListFeedEnclosure),
        Categories = row.Json("categories", StoredJson.Default.IReadOnlyListString),
        Published = row.InstantOrNull("published"),
        Updated = row.InstantOrNull("updated"),
        Arrived = row.Instant("arrived"),
        Changed = row.InstantOrNull("changed"),
        ContentHash = row.Text("content_hash"),
    };

    private static Task<int> PutTextsAsync(SqlSession sql, Entry entry, long? sequence) =>
        sql.ExecuteAsync(PutTexts, ("@seq", sequence), ("@texts", new EntryTexts(entry.Summary, entry.Text, entry.Content).Packed()));

    private static IEnumerable<(string, object?)> Values((string Name, Func<Entry, object?> Value)[] columns, Entry entry) =>
        columns.Select(c => ("@" + c.Name, c.Value(entry)));

    private static string List((string Name, Func<Entry, object?> Value)[] columns, Func<string, string> write) =>
        string.Join(", ", columns.Select(c => write(c.Name)));

    /// <summary>Most lists are empty.</summary>
    private static string Json<T>(IReadOnlyList<T> list, JsonTypeInfo<IReadOnlyList<T>> type) =>
        list.Count == 0 ? "[]" : JsonSerializer.Serialize(list, type);
}
