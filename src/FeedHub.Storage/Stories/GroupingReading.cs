using System.Text.Json;
using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Features;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>What grouping reads, inside a transaction or outside.</summary>
internal class GroupingReading(SqlSession sql) : IGroupingReading
{
    protected const string At = "CASE WHEN published IS NULL OR published > arrived THEN arrived ELSE published END";

    protected const string Entries = $"""
        SELECT seq, id, source_id, title, texts, language, canonical_url, {At} AS at, story_id, duplicate_of, standing
        FROM entry JOIN entry_text USING (seq)
        """;

    private const string Newest = $"(SELECT max({At}) FROM entry WHERE story_id IS NOT NULL)";

    /// <summary>Entries whose texts are in memory together.</summary>
    private const int Together = 200;

    public async Task<long> RevisionAsync() => await Versions.GetAsync(await SqlAsync(), Versions.Grouping);

    public async Task<IReadOnlyList<Correction>> CorrectionsAsync() => await (await SqlAsync()).QueryAsync(
        "SELECT one, other, together FROM story_correction ORDER BY one, other",
        row => new Correction(new EntryId(row.Text("one")), new EntryId(row.Text("other")), row.Flag("together")));

    public async Task<IReadOnlyList<long>> HistoryAsync(long sequence) => await (await SqlAsync()).QueryAsync(
        $"SELECT seq FROM entry WHERE seq > @sequence ORDER BY {At}, source_id, seq", row => row.Number("seq"), ("@sequence", sequence));

    public async Task<IReadOnlyList<GroupingEntry>> EntriesAsync(IReadOnlyList<long> sequences)
    {
        var entries = await BySequenceAsync(sequences);
        return [.. sequences.Where(entries.ContainsKey).Select(s => entries[s])];
    }

    public async IAsyncEnumerable<GroupingEntry> GroupedAsync(TimeSpan window)
    {
        var grouped = await (await SqlAsync()).QueryAsync(
            $"""
            SELECT seq, began FROM (
                SELECT seq, id, {At} AS at, min(CASE WHEN duplicate_of IS NULL THEN {At} END) OVER (PARTITION BY story_id) AS began
                FROM entry
                WHERE story_id IN (SELECT story_id FROM entry WHERE story_id IS NOT NULL AND {At} >= {Newest} - @window)) AS report
            WHERE at >= {Newest} - @window
            ORDER BY at, id
            """,
            row => (Sequence: row.Number("seq"), Began: row.InstantOrNull("began")), ("@window", (long)window.TotalMilliseconds));
        foreach (var part in grouped.Chunk(Together))
        {
            var entries = await BySequenceAsync([.. part.Select(g => g.Sequence)]);
            foreach (var (sequence, began) in part)
            {
                if (entries.TryGetValue(sequence, out var entry))
                    yield return entry with { StoryBegan = began };
            }
        }
    }

    /// <returns>The number of entries without a story, at most <paramref name="max"/>.</returns>
    public async Task<int> UngroupedAsync(int max) => (int)(await (await SqlAsync()).NumberAsync(
        "SELECT count(*) FROM (SELECT 1 FROM entry WHERE story_id IS NULL LIMIT @max) AS waiting", ("@max", max)))!.Value;

    /// <returns>The date of the newest entry that has a story; null if none has.</returns>
    public async Task<DateTimeOffset?> NewestAsync() => (await (await SqlAsync()).QueryAsync(
        $"SELECT {At} AS at FROM entry WHERE story_id IS NOT NULL ORDER BY {At} DESC LIMIT 1", row => row.InstantOrNull("at")))
        .FirstOrDefault();

    protected async Task<IReadOnlyList<GroupingEntry>> EntriesAsync(string which, params (string, object?)[] values) =>
        await (await SqlAsync()).QueryAsync($"{Entries} {which}", Entry, values);

    /// <summary>The session, as it is.</summary>
    protected SqlSession Sql => sql;

    /// <summary>The session, once everything is written that was to be.</summary>
    protected virtual Task<SqlSession> SqlAsync() => Task.FromResult(sql);

    /// <summary>The entries at these positions; those that no longer exist are missing.</summary>
    private async Task<Dictionary<long, GroupingEntry>> BySequenceAsync(IReadOnlyList<long> sequences)
    {
        var session = await SqlAsync();
        var entries = await session.QueryAsync(
            $"{Entries} WHERE {session.Dialect.AnyOf("seq", "@seqs")}",
            row => (Sequence: row.Number("seq"), Entry: Entry(row)),
            ("@seqs", sequences));
        return entries.ToDictionary(e => e.Sequence, e => e.Entry);
    }

    protected static IReadOnlyList<string> Values(IReadOnlyList<EntryId> entries) => [.. entries.Select(e => e.Value)];

    protected static GroupingEntry Entry(SqlRow row) => new()
    {
        Id = new EntryId(row.Text("id")),
        Source = new SourceId(row.Text("source_id")),
        Title = row.Text("title"),
        Text = EntryTexts.TextFrom(row.Bytes("texts")).Text,
        Language = row.Text("language"),
        CanonicalUrl = row.TextOrNull("canonical_url"),
        At = row.Instant("at"),
        Story = Story(row),
        Standing = row.TextOrNull("standing") is { } standing
            ? JsonSerializer.Deserialize(standing, StoredJson.Default.IReadOnlyListInt32)!
            : [],
        DuplicateOf = row.TextOrNull("duplicate_of") is { } original ? new EntryId(original) : null,
    };

    private static StoryId? Story(SqlRow row) => row.NumberOrNull("story_id") is { } story ? new StoryId(story) : null;
}
