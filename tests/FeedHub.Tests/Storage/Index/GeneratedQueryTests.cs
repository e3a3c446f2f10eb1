using FeedHub.Core.Timelines;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Storage.Index;

/// <summary>Whatever is asked, the index finds the stories that a look at each one would find.</summary>
public class GeneratedQueryTests : IAsyncLifetime
{
    private const int Stories = 150;
    private const int Combined = 500;

    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private readonly TemporaryStorage storage = new();
    private readonly Random random = new(18);
    private InventedQueries queries = null!;
    private FeedHub.Storage.Stories.TimelineStore timeline = null!;
    private IReadOnlyList<FeedHub.Core.Stories.Story> all = [];

    public async ValueTask InitializeAsync()
    {
        var stories = new InventedStories(storage, random);
        await stories.StoreAsync(Stories, Now);
        timeline = storage.TimelineAt(new FakeTimeProvider(Now));
        all = (await timeline.PageAsync(TimelineFilter.All with { Limit = TimelineFilter.MaxLimit }, TextExtent.Whole, default)).Stories;
        queries = new InventedQueries(stories, Now, random);
    }

    [Fact]
    public async Task Every_operator_alone_finds_what_a_look_at_each_story_finds()
    {
        Assert.Equal(Stories, all.Count);
        foreach (var query in queries.Operators)
        {
            for (var i = 0; i < 12; i++)
                await CompareAsync(query());
        }
    }

    [Fact]
    public async Task Five_hundred_combinations_find_what_a_look_at_each_story_finds()
    {
        var some = 0;
        for (var i = 0; i < Combined; i++)
        {
            var found = await CompareAsync(queries.Any(depth: 4));
            some += found is > 0 and < Stories ? 1 : 0;
        }
        // Queries that find everything or nothing would agree whatever they asked.
        Assert.True(some > Combined / 2, $"Only {some} of {Combined} queries find some stories and not all.");
    }

    [Fact]
    public async Task Pages_of_a_query_that_names_times_give_each_story_once()
    {
        var filter = Filter("(before:2025-11 bridge) OR after:2026-09-23T05:00 OR -gas") with { Limit = 7 };
        var (found, expected) = (new List<long>(), await timeline.PageAsync(filter with { Limit = 500 }, TextExtent.Excerpt, default));
        for (var page = await timeline.PageAsync(filter, TextExtent.Excerpt, default);
            ; page = await timeline.PageAsync(page.Older(filter), TextExtent.Excerpt, default))
        {
            found.AddRange(page.Stories.Select(s => s.Id.Value));
            if (!page.More)
                break;
        }
        Assert.InRange(found.Count, 20, Stories - 1);
        Assert.Equal(expected.Stories.Select(s => s.Id.Value), found);
    }

    [Fact]
    public async Task Stories_that_changed_meet_a_query_if_the_timeline_has_them_under_it()
    {
        var changes = new FeedHub.Storage.Stories.StoryChanges(
            storage.Database, new QueryReader(() => storage.Tagger, new FakeTimeProvider(Now)));
        var before = await changes.LastAsync(default);
        await storage.Sources.ReconcileAsync(
            [.. InventedStories.Sources.Select(s => s with { Title = $"{s.Title}, renamed" })], Now, default);
        await storage.Grouper(new FakeTimeProvider(Now)).GroupAsync(default);
        for (var i = 0; i < 60; i++)
        {
            var query = queries.Any(depth: 3);
            var told = await changes.AfterAsync(before, Filter(query.Text), max: 5000, default);
            Assert.Equal(
                all.Where(query.Asks).Select(s => s.Id.Value).Order(),
                told!.Stories.Where(s => s.Story is not null).Select(s => s.Id.Value).Order());
        }
    }

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<int> CompareAsync(InventedQuery query)
    {
        var page = await timeline.PageAsync(Filter(query.Text) with { Limit = TimelineFilter.MaxLimit }, TextExtent.Excerpt, default);
        var (found, expected) = (page.Stories.Select(s => s.Id.Value).ToList(), all.Where(query.Asks).Select(s => s.Id.Value).ToList());
        Assert.True(
            found.SequenceEqual(expected),
            $"{query.Text}\nfinds {string.Join(' ', found.Except(expected))} and lacks {string.Join(' ', expected.Except(found))}");
        return page.Stories.Count;
    }

    private static TimelineFilter Filter(string query)
    {
        var reading = TimelineQuery.Read(name => name == "q" ? [query] : []);
        return reading is TimelineReading.Understood { Filter: var filter }
            ? filter
            : throw new ArgumentException(((TimelineReading.Refused)reading).Problems[0].Message, nameof(query));
    }
}
