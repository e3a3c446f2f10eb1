using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Queries;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>Reads the timeline from SQL.</summary>
public sealed class TimelineStore(FeedDatabase database, QueryReader queries) : ITimelineStore
{
    private const int MaxRelated = 12;

    public async Task<long> VersionAsync(CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await Versions.GetAsync(sql, Versions.Timeline);
    }

    public async Task<TimelinePage> PageAsync(TimelineFilter filter, TextExtent extent, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        var query = queries.Read(filter);
        // Stories may be spread anew between the two statements, and then have other places.
        var (rows, below) = (new List<StoryRows.Row>(), await BelowAsync(sql, filter));
        for (long? read = null; read != below; below = await BelowAsync(sql, filter))
        {
            // One more than asked for tells whether older ones follow.
            rows = await NewestAsync(sql, query, below, filter.Limit + 1);
            read = below;
        }
        var shown = rows.Take(filter.Limit).ToList();
        return new TimelinePage(await StoryRows.StoriesAsync(sql, shown, query, extent), rows.Count > filter.Limit);
    }

    /// <summary>The place below which the stories of a page are.</summary>
    private static async Task<long> BelowAsync(SqlSession sql, TimelineFilter filter) => filter.Before is { } before
        ? await StoryPlaces.FromAsync(sql, before.Arrived.ToColumn(), before.Story.Value) ?? long.MaxValue
        : long.MaxValue;

    public async Task<Story?> StoryAsync(StoryId id, TextExtent extent, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        var rows = await sql.QueryAsync($"SELECT {StoryRows.Columns} FROM story WHERE id = @id", StoryRows.Read, ("@id", id.Value));
        return (await StoryRows.StoriesAsync(sql, rows, StoryQuery.Everything, extent)).SingleOrDefault();
    }

    public async Task<StoryId?> RedirectAsync(StoryId id, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await sql.NumberAsync("SELECT target FROM story_redirect WHERE id = @id", ("@id", id.Value)) is { } target
            ? new StoryId(target)
            : null;
    }

    public async Task<IReadOnlyList<LinkedStory>> RelatedAsync(StoryId id, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        var links = await sql.QueryAsync(
            """
            SELECT other AS id, score, why FROM story_related WHERE story = @id
            UNION ALL SELECT story, score, why FROM story_related WHERE other = @id ORDER BY score DESC, id
            """,
            row => (Story: row.Number("id"), Why: row.Text("why")),
            ("@id", id.Value));
        var strongest = links.DistinctBy(l => l.Story).Take(MaxRelated).ToDictionary(l => l.Story, l => l.Why);
        List<long> ids = [.. strongest.Keys];
        var rows = await sql.QueryAsync(
            $"SELECT {StoryRows.Columns} FROM story WHERE {sql.Dialect.AnyOf("id", "@ids")}", StoryRows.Read, ("@ids", ids));
        var stories = await StoryRows.StoriesAsync(sql, rows, StoryQuery.Everything, TextExtent.Excerpt);
        return [.. stories.OrderBy(s => s.FirstReported).ThenBy(s => s.Id.Value).Select(s => new LinkedStory(s, strongest[s.Id.Value]))];
    }

    public async Task<ILookup<EntryId, Revision>> RevisionsAsync(StoryId id, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        var reports = await sql.Dialect.OfStoriesAsync(sql, [id.Value]);
        var revisions = await sql.QueryAsync(
            $"""
            SELECT entry_id, title, summary, content, first_seen, replaced_at FROM revision
            WHERE entry_id IN (SELECT id FROM entry WHERE {reports.Text}) ORDER BY replaced_at
            """,
            row => (
                Entry: new EntryId(row.Text("entry_id")),
                Revision: new Revision(
                    row.Text("title"), row.TextOrNull("summary"), row.TextOrNull("content"), row.Instant("first_seen"), row
                        .Instant("replaced_at"))),
            [.. reports.Values]);
        return revisions.ToLookup(r => r.Entry, r => r.Revision);
    }

    private static async Task<List<StoryRows.Row>> NewestAsync(SqlSession sql, StoryQuery query, long below, int max)
    {
        var found = new List<StoryRows.Row>();
        await foreach (var (part, range) in QuerySpans.OfAsync(sql, query, below))
        {
            found.AddRange(part is StoryQuery.All { Of.Count: 0 }
                ? await sql.QueryAsync(
                    $"SELECT {StoryRows.Columns} FROM story WHERE place >= @from AND place < @below ORDER BY place DESC LIMIT @max",
                    StoryRows.Read,
                    ("@from", range.From), ("@below", range.Below), ("@max", max - found.Count))
                : await sql.Dialect.Stories.NewestAsync(sql, StoryRows.Columns, StoryRows.Read, part, range, max - found.Count));
            if (found.Count >= max)
                break;
        }
        return found;
    }
}
