using System.Text.Json;
using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>The columns that hold an entry's place in its story.</summary>
/// <param name="Entry">The entry's ID.</param>
internal sealed record EntryPlace(
    string Entry, long? Story, string? Original, double Score, string Why, string? Subjects, string? Standing)
{
    private static readonly IReadOnlyList<SqlColumn> Columns =
    [
        new("seq", "bigint"), new("story_id", "bigint"), new("duplicate_of"), new("score", "double precision"), new("why"), new("subjects"),
        new("standing"),
    ];

    public static EntryPlace From(EntryId entry, Placement placement, Subjects subjects) => new(
        entry.Value,
        placement.Story.Value,
        placement.DuplicateOf?.Value,
        Math.Round(placement.Score, 3),
        Json(placement.Why),
        JsonSerializer.Serialize(subjects, StoredJson.Default.Subjects),
        placement.Standing.Count == 0 ? null : JsonSerializer.Serialize(placement.Standing, StoredJson.Default.IReadOnlyListInt32));

    public static string Json(IReadOnlyList<string> reasons) => JsonSerializer.Serialize(reasons, StoredJson.Default.IReadOnlyListString);

    /// <summary>The stored place of an entry, and when it arrived; null if there is no such entry.</summary>
    public static async Task<(EntryPlace Place, long Arrived)?> FindAsync(SqlSession sql, EntryId entry)
    {
        if (!(await EntryTable.NumbersAsync(sql, [entry.Value])).TryGetValue(entry.Value, out var number))
            return null;
        return (await sql.QueryAsync(
            "SELECT id, arrived, story_id, duplicate_of, score, why, subjects, standing FROM entry WHERE seq = @seq",
            row => (Read(row), row.Number("arrived")),
            ("@seq", number)))[0];
    }

    /// <summary>Writes the places of entries; those that are not there any more are passed over.</summary>
    public static async Task WriteAsync(SqlSession sql, IReadOnlyCollection<EntryPlace> places)
    {
        var numbers = await EntryTable.NumbersAsync(sql, [.. places.Select(p => p.Entry)]);
        await sql.Dialect.UpdateAsync(sql, new SqlRows("entry", Columns,
        [
            .. places.Where(p => numbers.ContainsKey(p.Entry)).Select(
                p => (object?[])[numbers[p.Entry], p.Story, p.Original, p.Score, p.Why, p.Subjects, p.Standing]),
        ]));
    }

    private static EntryPlace Read(SqlRow row) => new(
        row.Text("id"), row.NumberOrNull("story_id"), row.TextOrNull("duplicate_of"), row.Real("score"), row.Text("why"),
        row.TextOrNull("subjects"), row.TextOrNull("standing"));
}
