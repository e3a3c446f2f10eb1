using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Storage.Sql;
using FeedHub.Storage.Stories;
using FeedHub.Tests.Core.Gazetteer;

namespace FeedHub.Tests.Storage;

/// <summary>Stories of one affair are linked, and stay so as they grow, merge and are grouped again.</summary>
public class AffairTests : IDisposable
{
    private static readonly DateTimeOffset Start = TemporaryStorage.Start;

    private readonly TemporaryStorage storage = new();
    private readonly StoryGrouper grouper;

    public AffairTests() => grouper = new StoryGrouper(storage.Grouping, () => ShippedGazetteer.Tagger, TimeProvider.System);

    [Fact]
    public async Task What_follows_an_event_is_linked_with_it_both_ways_by_date_and_so_it_stays_when_all_is_grouped_again()
    {
        var landslide = await ArriveAsync("a", 0, "Landslide buries houses in Shovi, Racha, four missing");
        var mourning = await ArriveAsync("b", 40, "Georgia declares day of mourning for victims of Shovi landslide");
        var wine = await ArriveAsync("c", 41, "Georgian wine exports to China double");
        var charges = await ArriveAsync("d", 70, "Prosecutors charge official over the Shovi landslide");
        Assert.Equal(4, new[] { landslide, mourning, wine, charges }.Distinct().Count());

        for (var round = 0; round < 2; round++)
        {
            Assert.Equal([mourning, charges], await LinkedAsync(landslide));
            Assert.Equal([landslide, charges], await LinkedAsync(mourning));
            Assert.Equal([landslide, mourning], await LinkedAsync(charges));
            Assert.Empty(await LinkedAsync(wine));
            await grouper.RegroupAsync(default);
        }
        Assert.Contains(
            "Shovi", (await storage.Timeline.RelatedAsync(charges, default))[0].Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_joins_a_story_later_links_it_with_what_the_others_did_not_mention()
    {
        var first = await ArriveAsync("a", 0, "Landslide buries houses in Shovi, Racha");
        var second = await ArriveAsync("b", 20, "Georgian government declares Friday a day of national mourning");
        Assert.Empty(await LinkedAsync(second));
        Assert.Equal(
            second, await ArriveAsync("c", 21, "Friday is a day of national mourning, Georgian government declares, for Shovi landslide victims"));
        Assert.Equal([first], await LinkedAsync(second));
        Assert.Equal([second], await LinkedAsync(first));
    }

    [Fact]
    public async Task What_an_editor_splits_off_is_linked_with_the_story_that_it_left()
    {
        var story = await ArriveAsync("a", 0, "Strong earthquake shakes Gyumri, dozens of houses damaged");
        Assert.Equal(story, await ArriveAsync("b", 1, "Strong earthquake shakes Gyumri, dozens of houses are damaged"));
        var split = await new StoryEditor(storage.Grouping, TimeProvider.System).SplitAsync(story, [new EntryId("b-1")], default);
        Assert.Equal([split!.Value], await LinkedAsync(story));
        Assert.Equal([story], await LinkedAsync(split.Value));
    }

    /// <summary>The weaker reason comes after the stronger or before it, within one write or in another.</summary>
    [Theory]
    [InlineData(0.9, 0.5, 0.7)]
    [InlineData(0.5, 0.9, 0.7)]
    [InlineData(0.5, 0.7, 0.9)]
    public async Task Of_several_links_between_two_stories_the_strongest_is_kept(double first, double second, double later)
    {
        await storage.Database.WriteAsync(
            WriteScope.Grouping,
            async sql =>
            {
                var queue = new PlacementQueue(sql, Start);
                foreach (var scores in new double[][] { [first, second], [later] })
                {
                    foreach (var score in scores)
                        queue.Relate(new StoryId(1), [new RelatedStory(new StoryId(2), score, $"{score:P0}")]);
                    await queue.WriteAsync();
                }
                return 0;
            },
            default);
        await using var read = await storage.Database.OpenAsync(default);
        Assert.Equal(
            [(0.9, $"{0.9:P0}")],
            await read.QueryAsync("SELECT score, why FROM story_related", row => (row.Real("score"), row.Text("why"))));
    }

    public void Dispose()
    {
        grouper.Dispose();
        storage.Dispose();
    }

    private async Task<IEnumerable<StoryId>> LinkedAsync(StoryId story) =>
        (await storage.Timeline.RelatedAsync(story, default)).Select(l => l.Story.Id);

    private async Task<StoryId> ArriveAsync(string source, int hours, string title)
    {
        await storage.Sources.ReconcileAsync([.. "abcd".Select(s => TemporaryStorage.Source($"{s}"))], Start, default);
        var at = Start.AddHours(hours);
        await storage.CommitAsync(at, TemporaryStorage.Entry(source, "1") with { Title = title, Arrived = at, Published = at });
        await grouper.GroupAsync(default);
        return (await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Excerpt, default)).Stories
            .Single(s => s.Reports.Any(t => t.Source.Id.Value == source)).Id;
    }
}
