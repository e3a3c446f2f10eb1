using System.Text.RegularExpressions;
using FeedHub.Core.Nodes;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Walking;
using FeedHub.Storage.Counts;
using FeedHub.Storage.Sql;
using FeedHub.Storage.Stories;

namespace FeedHub.Tests.Storage.Index;

/// <summary>No page of the timeline costs more because more is stored.</summary>
public sealed partial class QueryPlanTests : IAsyncLifetime
{
    private readonly TemporaryStorage storage = new();

    public static TheoryData<string, string> Filters => new()
    {
        { "", "" },
        { "lang", "az" }, { "lang", "az,ru" }, { "country", "GE" }, { "region", "AZ" }, { "topic", "transport" }, { "kind", "state" },
        { "source", "baku" }, { "q", "railway" }, { "q", "the" }, { "q", "\"the railway line\"" },
    };

    public async ValueTask InitializeAsync()
    {
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("baku")], TemporaryStorage.Start, default);
        await storage.CommitAsync(TemporaryStorage.Start, TemporaryStorage.Entry("baku", "1", "the railway line"));
        await storage.Grouper(TimeProvider.System).GroupAsync(default);
    }

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_page_walks_the_order_of_the_timeline_and_lists_nothing_first(string name, string values)
    {
        var recorded = new RecordedSessions(storage.Database);
        var filter = name.Length == 0
            ? TimelineFilter.All
            : TimelineFilter.All.With(TimelineConditions.All.Single(c => c.Name == name), name == "q" ? [values] : values.Split(','));
        var store = TemporaryStorage.TimelineOf(recorded);
        foreach (var before in new TimelinePosition?[] { null, TimelinePosition.Top })
            await store.PageAsync(filter with { Before = before }, TextExtent.Excerpt, default);
        var plans = await recorded.PlansAsync();
        Assert.NotEmpty(plans);
        foreach (var step in plans)
        {
            // The index is walked in its order, and a table is only searched.
            Assert.False(step.StartsWith("SCAN", StringComparison.Ordinal) && !IsBounded(step), step);
            Assert.DoesNotContain("CORRELATED", step, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("USE TEMP B-TREE FOR ORDER BY", await recorded.PlansAsync("LIMIT"));
        Assert.Equal(filter.IsNarrowed, plans.Any(step => step.StartsWith("SCAN found VIRTUAL TABLE INDEX", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Entries_of_a_time_are_walked_in_its_order()
    {
        var recorded = new RecordedSessions(storage.Database);
        var filter = new EntryFilter(After: TemporaryStorage.Start, Before: TemporaryStorage.Start.AddDays(1));
        var found = await new EntryStore(recorded).NewestAsync(filter, new EntryPosition(filter.Before!.Value, 1), 10, default);
        Assert.Single(found);
        var step = Assert.Single(await recorded.PlansAsync("SELECT seq FROM entry WHERE"));
        Assert.StartsWith("SEARCH entry USING COVERING INDEX entry_arrived", step, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counting_searches_each_table_and_lists_no_story()
    {
        var recorded = new RecordedSessions(storage.Database);
        var store = new StoryCountStore(recorded, new QueryReader(() => storage.Tagger, TimeProvider.System));
        var story = Assert.Single((await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Excerpt, default)).Stories);
        var day = DateOnly.FromDateTime(story.Arrived.UtcDateTime);
        foreach (var query in new[] { "lang:en", "railway" })
        {
            var counts = await store.CountAsync(
                TimelineFilter.All.With(TimelineConditions.Text, query), TimelineConditions.Kind, day, day, default);
            Assert.Equal(1, counts.Days.Sum(d => d.Stories));
        }
        foreach (var step in (await recorded.PlansAsync()).Where(step => step.StartsWith("SCAN", StringComparison.Ordinal)))
            Assert.Matches("^SCAN (day|CONSTANT ROW|(story_index_0|json_each) VIRTUAL TABLE INDEX .*)$", step);
    }

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The walk of the index, the walk of stories by their places, the list of generations, and the IDs of one page.</summary>
    private static bool IsBounded(string step) => step is "SCAN story USING INDEX story_place"
        || step.StartsWith("SCAN found VIRTUAL TABLE INDEX", StringComparison.Ordinal)
        || step.StartsWith("SCAN json_each VIRTUAL TABLE INDEX", StringComparison.Ordinal);

    [GeneratedRegex(@"@\w+")]
    private static partial Regex Parameter();

    private sealed class RecordedSessions(FeedDatabase inner) : FeedDatabase
    {
        private readonly List<SqlSession> sessions = [];

        public override IReadOnlyList<string> Migrate() => inner.Migrate();

        public override INode Join() => inner.Join();

        public override void Dispose() => inner.Dispose();

        public override async Task<SqlSession> OpenAsync(CancellationToken cancellationToken)
        {
            var session = await inner.OpenAsync(cancellationToken);
            sessions.Add(session);
            return session;
        }

        public override async Task<SqlSession> OpenMomentAsync(CancellationToken cancellationToken)
        {
            var session = await inner.OpenMomentAsync(cancellationToken);
            sessions.Add(session);
            return session;
        }

        public override Task<T> WriteAsync<T>(WriteScope scope, Func<SqlSession, Task<T>> work, CancellationToken cancellationToken) =>
            inner.WriteAsync(scope, work, cancellationToken);

        /// <param name="with">Only of statements that contain this.</param>
        public async Task<List<string>> PlansAsync(string with = "")
        {
            await using var sql = await inner.OpenAsync(default);
            var plans = new List<string>();
            var statements = sessions.SelectMany(s => s.Statements).Distinct();
            foreach (var statement in statements.Where(s => s.Contains(with, StringComparison.Ordinal)))
            {
                var parameters = Parameter().Matches(statement).Select(p => p.Value).Distinct().Select(p => (p, (object?)null)).ToArray();
                plans.AddRange(await sql.QueryAsync("EXPLAIN QUERY PLAN " + statement, row => row.Text("detail"), parameters));
            }
            return plans;
        }
    }
}
