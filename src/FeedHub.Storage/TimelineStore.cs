using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Dapper;
using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;

namespace FeedHub.Storage;

/// <summary>Reads stories from SQL.</summary>
public sealed class TimelineStore(FeedDatabase database) : ITimelineStore
{
    private const int MaxRelated = 5;

    private static readonly string WholeTexts = string.Join(", ", EntryRow.TextColumns);

    /// <summary>
    /// A summary counts beside a content only: alone it is the text. Of its markup as much is read as an excerpt's words can stand in.
    /// </summary>
    private static readonly string Excerpts = string.Create(
        CultureInfo.InvariantCulture,
        $"CASE WHEN content IS NOT NULL THEN substr(summary, 1, 8000) END AS summary, NULL AS content, substr(text, 1, {StoryLead.FullText}) AS text");

    public async Task<long> VersionAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await Versions.OfAsync(connection, Versions.Timeline);
    }

    public async Task<TimelinePage> PageAsync(TimelineFilter filter, TextExtent extent, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        if (TimelineSql.Write(filter, database.Search) is not var (condition, parameters))
            return new TimelinePage([], More: false);
        parameters.Add("before", filter.Before?.Value);
        parameters.Add("limit", filter.Limit + 1);
        var rows = (await connection.QueryAsync<StoryRow>(
            $"""
            SELECT s.id, s.arrived, s.updated FROM story s
            WHERE (@before IS NULL OR s.id < @before)
              {(condition.Length == 0 ? "" : $"AND s.id IN (SELECT e.story_id FROM entry e JOIN source o ON o.id = e.source_id WHERE {condition})")}
            ORDER BY s.id DESC LIMIT @limit
            """,
            parameters)).AsList();
        var shown = rows.Take(filter.Limit).ToList();
        parameters.Add("stories", shown.Select(r => r.Id));
        var matching = condition.Length == 0 ? null : (await connection.QueryAsync<string>(
            $"SELECT e.id FROM entry e JOIN source o ON o.id = e.source_id WHERE e.story_id IN @stories AND {condition}", parameters)).ToHashSet();
        return new TimelinePage(await StoriesAsync(connection, shown, matching, extent), rows.Count > filter.Limit);
    }

    public async Task<Story?> StoryAsync(StoryId id, TextExtent extent, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = (await connection.QueryAsync<StoryRow>("SELECT id, arrived, updated FROM story WHERE id = @id", new { id = id.Value })).AsList();
        return (await StoriesAsync(connection, rows, matching: null, extent)).SingleOrDefault();
    }

    public async Task<StoryId?> RedirectAsync(StoryId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<long?>("SELECT target FROM story_redirect WHERE id = @id", new { id = id.Value }) is { } target
            ? new StoryId(target)
            : null;
    }

    public async Task<IReadOnlyList<Story>> RelatedAsync(StoryId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = (await connection.QueryAsync<StoryRow>(
            """
            SELECT s.id, s.arrived, s.updated FROM story s
            JOIN (SELECT other AS id, score FROM story_related WHERE story = @id UNION SELECT story, score FROM story_related WHERE other = @id) r ON r.id = s.id
            GROUP BY s.id, s.arrived, s.updated ORDER BY max(r.score) DESC, s.id LIMIT @max
            """,
            new { id = id.Value, max = MaxRelated })).AsList();
        return await StoriesAsync(connection, rows, matching: null, TextExtent.Excerpt);
    }

    public async Task<ILookup<EntryId, Revision>> RevisionsAsync(StoryId id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Entry, string Title, string? Summary, string? Content, long FirstSeen, long ReplacedAt)>(
            """
            SELECT r.entry_id, r.title, r.summary, r.content, r.first_seen, r.replaced_at
            FROM revision r JOIN entry e ON e.id = r.entry_id WHERE e.story_id = @id ORDER BY r.replaced_at
            """,
            new { id = id.Value });
        return rows.ToLookup(
            r => new EntryId(r.Entry),
            r => new Revision(r.Title, r.Summary, r.Content, r.FirstSeen.ToInstant(), r.ReplacedAt.ToInstant()));
    }

    private static async Task<IReadOnlyList<Story>> StoriesAsync(
        DbConnection connection, IReadOnlyList<StoryRow> stories, HashSet<string>? matching, TextExtent extent)
    {
        if (stories.Count == 0)
            return [];
        var ids = new { stories = stories.Select(s => s.Id) };
        var sources = (await connection.QueryAsync<(string Id, string Declaration)>(
            "SELECT id, declaration FROM source WHERE id IN (SELECT source_id FROM entry WHERE story_id IN @stories)", ids))
            .ToDictionary(s => s.Id, s => SourceStore.Declaration(s.Declaration));
        var tellings = (await connection.QueryAsync<TellingRow, EntryRow, (long Story, Telling Telling)>(
            $"""
            SELECT story_id AS StoryId, duplicate_of AS DuplicateOf, score, why, subjects, id, source_id AS SourceId, key, arrived,
              {string.Join(", ", EntryRow.Columns.Select(Property))}, {(extent == TextExtent.Whole ? WholeTexts : Excerpts)}
            FROM entry JOIN entry_text USING (seq) WHERE story_id IN @stories ORDER BY seq
            """,
            (of, row) => (of.StoryId, of.Telling(row.ToEntry(), sources[row.SourceId])),
            ids,
            splitOn: "id")).ToLookup(t => t.Story, t => t.Telling);
        var read = stories.Select(story => Story(story, [.. tellings[story.Id]], matching)).ToList();
        return extent == TextExtent.Lead ? await WithLeadsWholeAsync(connection, read) : read;
    }

    private static Story Story(StoryRow row, List<Telling> tellings, HashSet<string>? matching)
    {
        var subjects = new StorySubjects();
        foreach (var telling in tellings.Where(t => t.DuplicateOf is null))
            subjects.Add(telling.Subjects);
        return new Story
        {
            Id = new StoryId(row.Id),
            Arrived = row.Arrived.ToInstant(),
            Updated = row.Updated.ToInstant(),
            Tellings = tellings,
            Lead = StoryLead.Choose(tellings.FindAll(t => matching?.Contains(t.Entry.Id.Value) ?? true) is { Count: > 0 } asked ? asked : tellings),
            Regions = subjects.Regions,
            Topics = subjects.Topics,
        };
    }

    private static async Task<IReadOnlyList<Story>> WithLeadsWholeAsync(DbConnection connection, List<Story> stories)
    {
        var texts = (await connection.QueryAsync<(string Id, string? Summary, string? Content, string Text)>(
            $"SELECT id, {WholeTexts} FROM entry JOIN entry_text USING (seq) WHERE id IN @leads",
            new { leads = stories.Select(s => s.Lead.Entry.Id.Value) })).ToDictionary(t => t.Id);
        return [.. stories.Select(story =>
        {
            var (_, summary, content, text) = texts[story.Lead.Entry.Id.Value];
            var lead = story.Lead with { Entry = story.Lead.Entry with { Summary = summary, Content = content, Text = text } };
            return story with { Lead = lead, Tellings = [.. story.Tellings.Select(t => t.Entry.Id == lead.Entry.Id ? lead : t)] };
        })];
    }

    /// <summary>A column under the name of its property.</summary>
    private static string Property(string column) =>
        column.Contains('_', StringComparison.Ordinal) ? $"{column} AS {column.Replace("_", "", StringComparison.Ordinal)}" : column;

    private sealed class StoryRow
    {
        public long Id { get; init; }
        public long Arrived { get; init; }
        public long Updated { get; init; }
    }

    private sealed class TellingRow
    {
        public long StoryId { get; init; }
        public string? DuplicateOf { get; init; }
        public double Score { get; init; }
        public string Why { get; init; } = "[]";
        public string? Subjects { get; init; }

        public Telling Telling(Entry entry, Source source) => new(entry, source)
        {
            DuplicateOf = DuplicateOf is null ? null : new EntryId(DuplicateOf),
            Score = Score,
            Why = JsonSerializer.Deserialize(Why, StoredJson.Default.IReadOnlyListString)!,
            Subjects = Subjects is null ? Core.Stories.Subjects.None : JsonSerializer.Deserialize(Subjects, StoredJson.Default.Subjects)!,
        };
    }
}
