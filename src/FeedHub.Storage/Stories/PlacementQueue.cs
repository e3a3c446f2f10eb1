using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>
/// What a step of grouping writes about entries and stories, collected, so that a database on a server is not asked for each. It is to be
/// written before anything is read that it changes.
/// </summary>
internal sealed class PlacementQueue(SqlSession sql, DateTimeOffset now)
{
    private static readonly IReadOnlyList<SqlColumn> Links =
        [new("story", "bigint"), new("other", "bigint"), new("score", "double precision"), new("why")];

    private readonly List<long> created = [];
    private readonly HashSet<long> touched = [];
    private readonly HashSet<long> stale = [];
    private readonly Dictionary<string, EntryPlace> places = [];
    private readonly Dictionary<(long Story, long Other), (double Score, string Why)> links = [];

    public bool Has(EntryId entry) => places.ContainsKey(entry.Value);

    /// <summary>A new story, with a greater number than all others.</summary>
    public void Create(long story) => created.Add(story);

    /// <summary>A story has changed for its readers.</summary>
    public void Touch(long story) => touched.Add(story);

    /// <summary>A story is found by something else now.</summary>
    public void MarkStale(long story) => stale.Add(story);

    public void Put(EntryPlace place) => places[place.Entry] = place;

    /// <summary>Links stories, or replaces a weaker link between them.</summary>
    public void Relate(StoryId story, IReadOnlyList<RelatedStory> others)
    {
        foreach (var related in others)
        {
            var (pair, score) = ((story.Value, related.Story.Value), Math.Round(related.Score, 3));
            if (!links.TryGetValue(pair, out var known) || score > known.Score)
                links[pair] = (score, related.Why);
        }
    }

    public async Task WriteAsync()
    {
        if (created.Count > 0)
            await StoryPlaces.CreateAsync(sql, now.ToColumn(), created, now);
        if (touched.Count > 0)
        {
            await sql.ExecuteAsync(
                $"UPDATE story SET updated = @at, stale = 1 WHERE {sql.Dialect.AnyOf("id", "@stories")}",
                ("@stories", touched.Except(created).ToList()), ("@at", now.ToColumn()));
        }
        if (stale.Count > 0)
            await StaleStories.MarkAsync(sql, sql.Dialect.AnyOf("id", "@stories"), ("@stories", stale.ToList()));
        if (places.Count > 0)
            await EntryPlace.WriteAsync(sql, places.Values);
        if (links.Count > 0)
        {
            var rows = links.Select(l => (object?[])[l.Key.Story, l.Key.Other, l.Value.Score, l.Value.Why]);
            await sql.Dialect.InsertAsync(
                sql,
                new SqlRows("story_related", Links, [.. rows]),
                """
                ON CONFLICT (story, other) DO UPDATE SET score = excluded.score, why = excluded.why
                WHERE excluded.score > story_related.score
                """);
        }
        created.Clear();
        touched.Clear();
        stale.Clear();
        places.Clear();
        links.Clear();
    }
}
