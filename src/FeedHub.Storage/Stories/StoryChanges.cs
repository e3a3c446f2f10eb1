using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Changes;
using FeedHub.Core.Timelines.Queries;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>Reads the log of changes, with the stories as they are now.</summary>
public sealed class StoryChanges(FeedDatabase database, QueryReader queries) : IStoryChanges
{
    public async Task<long> LastAsync(CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await Versions.GetAsync(sql, Versions.Change);
    }

    public async Task<long> LastAtAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        // From the newest on: the times are in the order of the numbers, but for a clock that was set back.
        return await sql.NumberAsync(
            "SELECT number FROM story_change WHERE at <= @at ORDER BY number DESC LIMIT 1", ("@at", at.ToColumn())) ?? 0;
    }

    public async Task<ChangedStories?> AfterAsync(
        long number, TimelineFilter filter, int max, CancellationToken cancellationToken) =>
        (await AfterAsync(number, [filter], max, cancellationToken))?[0];

    public async Task<IReadOnlyList<ChangedStories>?> AfterAsync(
        long number, IReadOnlyList<TimelineFilter> filters, int max, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        var last = await Versions.GetAsync(sql, Versions.Change);
        var changes = await sql.QueryAsync(
            "SELECT number, story, kind, other, report, at FROM story_change WHERE number > @number ORDER BY number LIMIT @max",
            Change.Read,
            ("@number", number), ("@max", max));
        // After a store was restored, numbers go on above all that were given before.
        if (changes.Count == 0 ? number != last : changes[0].Number != number + 1)
            return null;
        List<StoryQuery> asked = [.. filters.Select(queries.Read)];
        if (changes.Count == 0)
            return [.. asked.Select(_ => new ChangedStories([], number, More: false))];
        var told = changes.GroupBy(c => c.Story).Select(c => c.ToList()).OrderBy(c => c[^1].Number).ToList();
        List<long> ids = [.. told.Select(c => c[0].Story)];
        var (rows, met) = await MeetingAsync(sql, asked, ids);
        var reports = await StoryRows.ReportsAsync(
            sql, [.. rows.Where(r => met.Exists(m => m.Contains(r.Place))).Select(r => r.Row.Id)], EntryTexts.ExcerptFrom);
        var targets = await TargetsAsync(sql, ids);
        var read = changes[^1].Number;
        return
        [
            .. asked.Zip(met, (query, places) =>
            {
                var left = rows.Where(r => !places.Contains(r.Place)).Select(r => r.Row.Id).ToHashSet();
                // One that was merged since its row was read has no reports any more.
                var stories = rows.Where(r => !left.Contains(r.Row.Id) && reports.Contains(r.Row.Id))
                    .ToDictionary(r => r.Row.Id, r => StoryRows.Story(r.Row, [.. reports[r.Row.Id]], query, StoryLead.Choose));
                return new ChangedStories(
                    [.. told.Select(c => Told(c, stories.GetValueOrDefault(c[0].Story), left, targets)).OfType<ChangedStory>()],
                    read, read < last);
            }),
        ];
    }

    /// <summary>What is told of one story; null for nothing.</summary>
    private static ChangedStory? Told(List<Change> changes, Story? story, HashSet<long> left, Dictionary<long, long> targets)
    {
        var (id, last) = (changes[0].Story, changes[^1]);
        var told = new ChangedStory(last.Number, new StoryId(id), StoryChangeKind.Changed, last.At)
        {
            Story = story,
            Reports = [.. changes.Select(c => c.Report).OfType<string>().Distinct().Select(r => new EntryId(r))],
        };
        if (left.Contains(id))
        {
            // What has done nothing but come into being was met by nobody, unless it changed since: and that is told after this.
            return changes is [{ IsBeginning: true }] ? null : told with { Kind = StoryChangeKind.Left, Reports = [] };
        }
        if (story is null)
        {
            return targets.TryGetValue(id, out var target)
                ? told with { Kind = StoryChangeKind.Merged, Other = new StoryId(target), Reports = [] }
                : told with { Kind = StoryChangeKind.Gone, Reports = [] };
        }
        var kinds = changes.Where(c => c.Kind < StoryChangeKind.Merged).ToList();
        if (kinds.Count == 0)
            return told;
        var most = kinds.MinBy(c => c.Kind)!;
        return told with
        {
            Kind = most.Kind,
            Other = most is { Kind: StoryChangeKind.Split, Other: { } from } ? new StoryId(from) : null,
        };
    }

    /// <summary>Those of the stories that there are, and for each query the places of those that meet it.</summary>
    private static async Task<(List<(StoryRows.Row Row, long Place)> Rows, List<HashSet<long>> Met)> MeetingAsync(
        SqlSession sql, List<StoryQuery> asked, List<long> ids)
    {
        // Stories may be spread anew between the statements, and then have other places.
        var (rows, met, before) = (await PlacedAsync(sql, ids), new List<HashSet<long>>(), (List<long>?)null);
        while (before is null || !before.SequenceEqual(rows.Select(r => r.Place)))
        {
            (before, met) = ([.. rows.Select(r => r.Place)], []);
            foreach (var query in asked)
                met.Add(await MeetingAsync(sql, query, before));
            rows = await PlacedAsync(sql, ids);
        }
        return (rows, met);
    }

    private static async Task<HashSet<long>> MeetingAsync(SqlSession sql, StoryQuery query, List<long> places)
    {
        var met = new HashSet<long>();
        await foreach (var (part, range) in QuerySpans.OfAsync(sql, query, long.MaxValue))
        {
            List<long> there = [.. places.Where(place => place >= range.From && place < range.Below)];
            met.UnionWith(part is StoryQuery.All { Of.Count: 0 } || there.Count == 0
                ? there
                : await sql.Dialect.Stories.MeetingAsync(sql, part, there));
        }
        return met;
    }

    /// <summary>In the order of their places.</summary>
    private static Task<List<(StoryRows.Row Row, long Place)>> PlacedAsync(SqlSession sql, List<long> ids) => sql.QueryAsync(
        $"SELECT {StoryRows.Columns}, place FROM story WHERE {sql.Dialect.AnyOf("id", "@ids")} ORDER BY place",
        row => (StoryRows.Read(row), row.Number("place")),
        ("@ids", ids));

    private static async Task<Dictionary<long, long>> TargetsAsync(SqlSession sql, List<long> gone) => (await sql.QueryAsync(
        $"SELECT id, target FROM story_redirect WHERE {sql.Dialect.AnyOf("id", "@ids")}",
        row => (Story: row.Number("id"), Target: row.Number("target")),
        ("@ids", gone))).ToDictionary(r => r.Story, r => r.Target);

    private sealed record Change(long Number, long Story, StoryChangeKind Kind, long? Other, string? Report, DateTimeOffset At)
    {
        public bool IsBeginning => Kind is StoryChangeKind.New or StoryChangeKind.Split;

        public static Change Read(SqlRow row) => new(
            row.Number("number"), row.Number("story"), Enum.Parse<StoryChangeKind>(row.Text("kind"), ignoreCase: true),
            row.NumberOrNull("other"), row.TextOrNull("report"), row.Instant("at"));
    }
}
