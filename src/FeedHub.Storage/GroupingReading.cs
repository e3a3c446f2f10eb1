using System.Data.Common;
using System.Text.Json;
using Dapper;
using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;

namespace FeedHub.Storage;

/// <summary>What grouping reads, within a transaction or without.</summary>
internal class GroupingReading(DbConnection connection, DbTransaction? transaction) : IGroupingReading
{
    protected DbConnection Connection => connection;
    protected DbTransaction? Transaction => transaction;

    protected const string At = "CASE WHEN published IS NULL OR published > arrived THEN arrived ELSE published END";

    protected const string Entries =
        $"SELECT id, source_id AS SourceId, title, text, language, canonical_url AS CanonicalUrl, {At} AS At, story_id AS StoryId, duplicate_of AS DuplicateOf FROM entry JOIN entry_text USING (seq)";

    public async Task<IReadOnlyList<Correction>> CorrectionsAsync() =>
    [
        .. (await connection.QueryAsync<(string One, string Other, bool Together)>("SELECT one, other, together FROM story_correction ORDER BY one, other", transaction: transaction))
            .Select(c => new Correction(new EntryId(c.One), new EntryId(c.Other), c.Together)),
    ];

    public async Task<IReadOnlyList<FormerPlace>> HistoryAsync(long sequence) =>
    [
        .. (await connection.QueryAsync<(string Id, long Sequence, long? Story)>(
            $"SELECT id, seq, story_id FROM entry WHERE seq > @sequence ORDER BY {At}, seq", new { sequence }, transaction))
            .Select(e => new FormerPlace(new EntryId(e.Id), e.Sequence, e.Story is { } story ? new StoryId(story) : null)),
    ];

    public Task<IReadOnlyList<GroupingEntry>> EntriesAsync(IReadOnlyList<EntryId> entries) =>
        EntriesAsync($"{Entries} WHERE id IN @ids ORDER BY {At}, seq", new { ids = entries.Select(e => e.Value) });

    protected async Task<IReadOnlyList<GroupingEntry>> EntriesAsync(string sql, object parameters) =>
        [.. (await connection.QueryAsync<Row>(sql, parameters, transaction)).Select(r => r.Entry())];

    private sealed class Row
    {
        public string Id { get; init; } = "";
        public string SourceId { get; init; } = "";
        public string Title { get; init; } = "";
        public string Text { get; init; } = "";
        public string Language { get; init; } = "";
        public string? CanonicalUrl { get; init; }
        public long At { get; init; }
        public long? StoryId { get; init; }
        public string? DuplicateOf { get; init; }

        public GroupingEntry Entry() => new()
        {
            Id = new EntryId(Id),
            Source = new SourceId(SourceId),
            Title = Title,
            Text = Text,
            Language = Language,
            CanonicalUrl = CanonicalUrl,
            At = At.ToInstant(),
            Story = StoryId is { } story ? new StoryId(story) : null,
            DuplicateOf = DuplicateOf is null ? null : new EntryId(DuplicateOf),
        };
    }
}
