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
    private static readonly (string Name, string Type, Func<Entry, object?> Value)[] Columns =
    [
        ("title", "text", e => e.Title),
        ("url", "text", e => e.Url),
        ("canonical_url", "text", e => e.CanonicalUrl),
        ("language", "text", e => e.Language),
        ("authors", "text", e => Json(e.Authors, StoredJson.Default.IReadOnlyListFeedPerson)),
        ("enclosures", "text", e => Json(e.Enclosures, StoredJson.Default.IReadOnlyListFeedEnclosure)),
        ("categories", "text", e => Json(e.Categories, StoredJson.Default.IReadOnlyListString)),
        ("published", "bigint", e => e.Published.ToColumn()),
        ("updated", "bigint", e => e.Updated.ToColumn()),
        ("changed", "bigint", e => e.Changed.ToColumn()),
        ("content_hash", "text", e => e.ContentHash),
    ];

    /// <summary>The columns that <see cref="Read(SqlRow)"/> needs, except <c>texts</c>, of <c>entry_text</c>.</summary>
    public static readonly string Names = string.Join(", ", ["id", "source_id", "key", "arrived", .. Columns.Select(c => c.Name)]);

    private static readonly string Update = $"UPDATE entry SET {List(Columns, c => $"{c} = @{c}")} WHERE seq = @seq";

    private const string PutTexts =
        "INSERT INTO entry_text (seq, texts) VALUES (@seq, @texts) ON CONFLICT (seq) DO UPDATE SET texts = excluded.texts";

    private static readonly IReadOnlyList<SqlColumn> Inserted =
    [
        new("seq", "bigint"), new("id"), new("source_id"), new("key"), new("arrived", "bigint"),
        .. Columns.Select(c => new SqlColumn(c.Name, c.Type)),
    ];

    private static readonly IReadOnlyList<SqlColumn> InsertedTexts = [new("seq", "bigint"), new("texts", "bytea")];

    /// <summary>Inserts entries of one poll, in this order.</summary>
    public static async Task InsertAsync(SqlSession sql, IReadOnlyList<Entry> entries)
    {
        if (entries.Count == 0)
            return;
        var numbers = await sql.Dialect.EntryNumbersAsync(sql, entries[0].Arrived, entries.Count);
        await sql.Dialect.InsertAsync(sql, new SqlRows("entry", Inserted, [.. entries.Select((e, i) => (object?[])
        [
            numbers[i], e.Id.Value, e.Source.Value, e.Key, e.Arrived.ToColumn(), .. Columns.Select(c => c.Value(e)),
        ])]));
        await sql.Dialect.InsertAsync(
            sql, new SqlRows("entry_text", InsertedTexts, [.. entries.Select((e, i) => (object?[])[numbers[i], Texts(e)])]));
    }

    /// <summary>The numbers of entries, by ID; those that are not there are left out.</summary>
    public static async Task<Dictionary<string, long>> NumbersAsync(SqlSession sql, IReadOnlyList<string> ids) =>
        (await sql.QueryAsync(
            $"SELECT id, seq FROM entry_key WHERE {sql.Dialect.AnyOf("id", "@ids")}",
            row => (Id: row.Text("id"), Number: row.Number("seq")),
            ("@ids", ids))).ToDictionary(row => row.Id, row => row.Number);

    /// <param name="number">The entry's <c>seq</c>.</param>
    public static async Task<Entry> GetAsync(SqlSession sql, long number) =>
        (await sql.QueryAsync(
            $"SELECT {Names}, texts FROM entry JOIN entry_text USING (seq) WHERE seq = @seq", row => Read(row), ("@seq", number)))[0];

    /// <summary>Rewrites an entry; its story is found by what it says now, even if no reader sees a change.</summary>
    public static async Task UpdateAsync(SqlSession sql, Entry entry, long number)
    {
        await sql.ExecuteAsync(Update, [("@seq", number), .. Columns.Select(c => ("@" + c.Name, c.Value(entry)))]);
        await sql.ExecuteAsync(PutTexts, ("@seq", number), ("@texts", Texts(entry)));
        await StaleStories.MarkChangedAsync(sql, "id = (SELECT story_id FROM entry WHERE seq = @seq)", ("@seq", number));
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

    private static byte[] Texts(Entry entry) => new EntryTexts(entry.Summary, entry.Text, entry.Content).Packed();

    private static string List((string Name, string Type, Func<Entry, object?> Value)[] columns, Func<string, string> write) =>
        string.Join(", ", columns.Select(c => write(c.Name)));

    /// <summary>Most lists are empty.</summary>
    private static string Json<T>(IReadOnlyList<T> list, JsonTypeInfo<IReadOnlyList<T>> type) =>
        list.Count == 0 ? "[]" : JsonSerializer.Serialize(list, type);
}
