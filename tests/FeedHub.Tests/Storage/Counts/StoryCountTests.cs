using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Core.Timelines.Counting;
using FeedHub.Storage.Counts;
using FeedHub.Storage.Sql;
using FeedHub.Tests.Storage.Index;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Storage.Counts;

/// <summary>Counts are what somebody who looks at each story would count.</summary>
public class StoryCountTests : IAsyncLifetime
{
    private const int Stories = 90;
    private const int Queries = 30;

    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private static readonly DateOnly Today = DateOnly.FromDateTime(Now.UtcDateTime);

    /// <summary>In plain words of C#.</summary>
    private static readonly Dictionary<string, Func<Report, IEnumerable<string>>> Dimensions = new()
    {
        ["language"] = report => [report.Entry.Language],
        ["country"] = report => report.Source.Countries,
        ["region"] = report => report.Subjects.Regions.Where(r => r.Value >= Subjects.LeastRegion).Select(r => r.Key),
        ["topic"] = report => report.Subjects.Topics.Where(t => t.Value >= Subjects.LeastTopic).Select(t => t.Key),
        ["kind"] = report => [report.Source.Kind!.Value.Name()],
        ["source"] = report => [report.Source.Id.Value],
    };

    private readonly TemporaryStorage storage = new();
    private readonly Random random = new(29);
    private readonly FakeTimeProvider clock = new(Now);
    private InventedStories stories = null!;
    private InventedQueries queries = null!;
    private StoryCountStore counts = null!;

    public async ValueTask InitializeAsync()
    {
        stories = new InventedStories(storage, random);
        await stories.StoreAsync(Stories, Now);
        queries = new InventedQueries(stories, Now, random);
        counts = new StoryCountStore(storage.Database, new QueryReader(() => storage.Tagger, clock));
    }

    [Fact]
    public async Task They_equal_a_look_at_each_story_while_stories_arrive_merge_split_and_are_revised_and_purged()
    {
        var some = await CompareAsync();
        await stories.StoreAsync(15, Now.AddDays(60), first: Stories);
        some += await CompareAsync();
        var editor = new StoryEditor(storage.Grouping, clock);
        var split = 0;
        foreach (var story in (await AllAsync()).Where(s => s.Reports.Count > 1).Take(30))
        {
            var leaving = story.Reports[random.Next(story.Reports.Count)].Entry.Id;
            split += await editor.SplitAsync(story.Id, [leaving], default) is null ? 0 : 1;
        }
        // From the others, all would leave: copies go with what they copy.
        Assert.InRange(split, 10, 30);
        some += await CompareAsync();
        for (var i = 0; i < 15; i++)
        {
            var all = await AllAsync();
            await editor.MergeAsync(all[random.Next(all.Count)].Id, all[random.Next(all.Count)].Id, default);
        }
        some += await CompareAsync();
        foreach (var story in random.GetItems((await AllAsync()).ToArray(), 30))
            await stories.ReviseAsync(story.Reports[0].Entry, Now.AddDays(61));
        await storage.Grouper(clock).GroupAsync(default);
        some += await CompareAsync();
        var before = (await AllAsync()).Count;
        await storage.Ingestion.PurgeAsync(Now - (InventedStories.Apart * (Stories / 2)), default);
        await storage.Grouper(clock).GroupAsync(default);
        Assert.InRange((await AllAsync()).Count, 20, before - 20);
        some += await CompareAsync();
        // Queries that count everything or nothing would agree whatever was counted.
        Assert.True(some > 6 * Queries / 2, $"Only {some} of {6 * Queries} queries count some stories and not all.");
    }

    [Fact]
    public async Task Where_not_all_can_be_looked_at_the_days_that_are_told_of_are_complete()
    {
        var filter = Filter("bridge OR gas");
        var from = Today.AddDays(-365);
        var all = await counts.CountAsync(filter, TimelineConditions.Language, from, Today, default);
        var bounded = new StoryCountStore(storage.Database, new QueryReader(() => storage.Tagger, clock)) { MostFound = 20 };
        foreach (var by in new[] { TimelineConditions.Language, null })
        {
            var some = await bounded.CountAsync(filter, by, from, Today, default);
            Assert.False(some.IsExact);
            // One more than may be found tells whether there are others.
            Assert.Equal(21, some.Days.Sum(d => d.Stories));
            Assert.Equal(Today, some.Days[^1].Day);
            Assert.Equal(Text(all with { Days = [.. all.Days.TakeLast(some.Days.Count)] }, by), Text(some, by));
            // Values alone are not asked of the index.
            Assert.True((await bounded.CountAsync(Filter("lang:az -kind:state"), by, from, Today, default)).IsExact);
        }
        Assert.True(all.IsExact);
    }

    [Fact]
    public async Task What_was_indexed_before_there_were_values_is_filled_in_and_until_then_not_counted()
    {
        var all = await counts.CountAsync(Filter("lang:az"), TimelineConditions.Kind, Today.AddDays(-100), Today, default);
        Assert.InRange(all.Days.Sum(d => d.Stories), 5, 25);
        await storage.Database.WriteAsync(
            WriteScope.Grouping, sql => sql.ExecuteAsync("UPDATE story_values SET contents = NULL"), default);
        foreach (var query in new[] { "lang:az", "bridge" })
        {
            var none = await counts.CountAsync(Filter(query), TimelineConditions.Kind, Today.AddDays(-100), Today, default);
            Assert.Equal((false, 0), (none.IsExact, none.Days.Count));
        }
        Assert.True(await storage.Grouping.IsWaitedForAsync(default));
        await storage.Grouper(clock).GroupAsync(default);
        Assert.False(await storage.Grouping.IsWaitedForAsync(default));
        var again = await counts.CountAsync(Filter("lang:az"), TimelineConditions.Kind, Today.AddDays(-100), Today, default);
        Assert.Equal(Text(all, TimelineConditions.Kind), Text(again, TimelineConditions.Kind));
    }

    [Fact]
    public async Task A_story_that_is_not_indexed_yet_makes_its_day_incomplete()
    {
        var story = (await AllAsync())[5];
        var last = DateOnly.FromDateTime(story.Arrived.UtcDateTime);
        await storage.Database.WriteAsync(
            WriteScope.Grouping,
            async sql =>
            {
                var place = await sql.NumberAsync("SELECT place FROM story WHERE id = @id", ("@id", story.Id.Value));
                // As where a process groups that does not know the gazetteer.
                await sql.Dialect.Stories.RemoveAsync(sql, [place!.Value]);
                await StaleStories.MarkAsync(sql, "id = @id", ("@id", story.Id.Value));
                return 0;
            },
            default);
        var found = await counts.CountAsync(TimelineFilter.All, by: null, Today.AddDays(-100), Today, default);
        Assert.False(found.IsExact);
        Assert.Equal(last.AddDays(1), found.Days[0].Day);
        Assert.Equal(5, found.Days.Sum(d => d.Stories));
        Assert.True((await counts.CountAsync(TimelineFilter.All, by: null, last.AddDays(1), Today, default)).IsExact);
    }

    [Fact]
    public async Task Days_without_stories_are_there_and_so_are_days_to_come()
    {
        var found = await counts.CountAsync(TimelineFilter.All, TimelineConditions.Kind, Today.AddDays(-9), Today.AddDays(3), default);
        Assert.True(found.IsExact);
        Assert.Equal([0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0], found.Days.Select(d => d.Stories));
        using var empty = new TemporaryStorage();
        var none = await new StoryCountStore(empty.Database, new QueryReader(() => empty.Tagger, clock))
            .CountAsync(TimelineFilter.All, TimelineConditions.Kind, Today.AddDays(-9), Today, default);
        Assert.Equal((true, 10, 0), (none.IsExact, none.Days.Count, none.Days.Sum(d => d.Stories)));
    }

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <returns>How many of the queries count some stories and not all.</returns>
    private async Task<int> CompareAsync()
    {
        var all = await AllAsync();
        var some = 0;
        for (var i = 0; i < Queries; i++)
        {
            var query = queries.Any(depth: 3);
            var from = Today.AddDays(-random.Next(500));
            var to = from.AddDays(random.Next(1, 366));
            var (name, values) = Dimensions.ElementAt(random.Next(Dimensions.Count));
            var by = random.Next(8) == 0 ? null : CountedBy.All[name];
            var found = await counts.CountAsync(Filter(query.Text), by, from, to, default);
            var there = all.Where(s => DateOnly.FromDateTime(s.Arrived.UtcDateTime) is var day && day >= from && day <= to).ToList();
            var days = Enumerable.Range(0, to.DayNumber - from.DayNumber + 1);
            var asked = there.Where(query.Asks).ToList();
            var looked = new StoryCounts([.. days.Select(n => Counted(from.AddDays(n), asked, values))], IsExact: true);
            Assert.True(Text(looked, by) == Text(found, by), $"{query.Text} by {name}\n{Text(looked, by)}\n{Text(found, by)}");
            var count = found.Days.Sum(d => d.Stories);
            some += count > 0 && count < there.Count ? 1 : 0;
        }
        return some;
    }

    private static DayCount Counted(DateOnly day, IEnumerable<Story> found, Func<Report, IEnumerable<string>> values)
    {
        var stories = found.Where(s => DateOnly.FromDateTime(s.Arrived.UtcDateTime) == day).ToList();
        return new(day, stories.Count, stories.SelectMany(s => s.Reports.SelectMany(values).Distinct()).CountBy(v => v).ToDictionary());
    }

    private static string Text(StoryCounts counts, TimelineCondition? by)
    {
        var days = counts.Days.Where(d => d.Stories > 0 || d == counts.Days[0] || d == counts.Days[^1]);
        return string.Join('\n', days.Select(d => $"{d.Day:O} {d.Stories} {(by is null ? "" : Values(d))}"));

        static string Values(DayCount day) => string.Join(' ', day.Values.OrderBy(v => v.Key, StringComparer.Ordinal));
    }

    private async Task<IReadOnlyList<Story>> AllAsync() => (await storage.TimelineAt(clock).PageAsync(
        TimelineFilter.All with { Limit = TimelineFilter.MaxLimit }, TextExtent.Whole, default)).Stories;

    private static TimelineFilter Filter(string query) => TimelineFilter.All.With(TimelineConditions.Text, query);
}
