using FeedHub.Core.Entries;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Storage.Index;

/// <summary>The index of stories follows whatever changes what they are found by.</summary>
public class StoryIndexTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private readonly TemporaryStorage storage = new();
    private readonly FakeTimeProvider clock = new(Now);

    public async ValueTask InitializeAsync() => await DeclareAsync(SourceKind.State);

    [Fact]
    public async Task Each_condition_may_be_met_by_another_report_of_the_story()
    {
        await AddAsync(TemporaryStorage.Entry("baku", "1", "the bridge", "https://baku.example/a", language: "az"));
        await AddAsync(TemporaryStorage.Entry("tbilisi", "2", "the bridge", "https://baku.example/a", language: "ru"));
        await AddAsync(TemporaryStorage.Entry("tbilisi", "3", "the harbour", language: "ka"));
        var both = TimelineFilter.All.With(TimelineConditions.Kind, "state");
        Assert.Single(await StoriesAsync(both.With(TimelineConditions.Language, "ru")));
        Assert.Empty(await StoriesAsync(both.With(TimelineConditions.Language, "ka")));
        Assert.Single(await StoriesAsync(both.With(TimelineConditions.Language, "ka", "ru")));
    }

    [Fact]
    public async Task No_phrase_reaches_from_one_report_into_the_next()
    {
        await AddAsync(TemporaryStorage.Entry("baku", "1", "it ends with a bridge", "https://baku.example/a"));
        await AddAsync(TemporaryStorage.Entry("tbilisi", "2", "harbour first", "https://baku.example/a"));
        Assert.Single(await StoriesAsync(Words("bridge harbour")));
        Assert.Single(await StoriesAsync(Words("\"harbour first\"")));
        Assert.Empty(await StoriesAsync(Words("\"bridge harbour\"")));
    }

    [Fact]
    public async Task The_report_that_has_the_words_leads()
    {
        await AddAsync(TemporaryStorage.Entry("baku", "1", "the bridge", "https://baku.example/a"));
        await AddAsync(TemporaryStorage.Entry("tbilisi", "2", "the harbour", "https://baku.example/a"));
        Assert.Equal("1", Assert.Single(await StoriesAsync(Words("bridge"))).Lead.Entry.Key);
        Assert.Equal("2", Assert.Single(await StoriesAsync(Words("harbour"))).Lead.Entry.Key);
    }

    [Fact]
    public async Task A_source_that_is_declared_of_another_kind_takes_its_stories_with_it()
    {
        await AddAsync(TemporaryStorage.Entry("baku", "1", "the bridge"));
        await DeclareAsync(SourceKind.Independent);
        await storage.Grouper(clock).GroupAsync(default);
        Assert.Empty(await StoriesAsync(TimelineFilter.All.With(TimelineConditions.Kind, "state")));
        Assert.Single(await StoriesAsync(TimelineFilter.All.With(TimelineConditions.Kind, "independent")));
    }

    [Fact]
    public async Task Two_sources_of_one_outlet_count_as_one()
    {
        await AddAsync(TemporaryStorage.Entry("baku", "1", "the bridge", "https://baku.example/a"));
        await AddAsync(TemporaryStorage.Entry("tbilisi", "2", "the bridge", "https://baku.example/a"));
        Assert.Single(await StoriesAsync(TimelineFilter.All.With(TimelineConditions.Outlets, ">=2")));
        await DeclareAsync(SourceKind.State, outlet: "both");
        await storage.Grouper(clock).GroupAsync(default);
        Assert.Empty(await StoriesAsync(TimelineFilter.All.With(TimelineConditions.Outlets, ">=2")));
        Assert.Single(await StoriesAsync(TimelineFilter.All.With(TimelineConditions.Outlet, "both")));
    }

    [Fact]
    public async Task A_name_that_comes_into_the_gazetteer_finds_what_is_stored_already()
    {
        for (var i = 0; i < 5; i++)
        {
            clock.Advance(TimeSpan.FromDays(4));
            await AddAsync(TemporaryStorage.Entry("baku", $"{i}", "Rəis Bakıda danışıb", language: "az") with
            {
                Arrived = clock.GetUtcNow(),
                Published = clock.GetUtcNow(),
            });
        }
        Assert.Empty(await StoriesAsync(Words("ბაქო")));
        storage.Tagger = new Tagger(new GazetteerContents
        {
            Version = "newer",
            Entries = [new("baku", GazetteerKind.Capital, [new("en", "Baku"), new("az", "Bakı"), new("ka", "ბაქო")], ["AZ"])],
        });
        Assert.True(await storage.Grouping.IsWaitedForAsync(default));
        await storage.Grouper(clock).GroupAsync(default);
        Assert.Equal(5, (await StoriesAsync(Words("ბაქო"))).Count);
        Assert.False(await storage.Grouping.IsWaitedForAsync(default));
    }

    [Fact]
    public async Task A_language_that_is_known_better_now_is_found_though_nobody_sees_a_change()
    {
        await AddAsync(TemporaryStorage.Entry("baku", "1", "the bridge", language: "en"));
        await AddAsync(TemporaryStorage.Entry("baku", "1", "the bridge", language: "az") with { ContentHash = "read anew" });
        Assert.Empty(await StoriesAsync(TimelineFilter.All.With(TimelineConditions.Language, "en")));
        Assert.Single(await StoriesAsync(TimelineFilter.All.With(TimelineConditions.Language, "az")));
    }

    [Fact]
    public async Task A_story_is_not_found_by_what_retention_took_from_it()
    {
        // PostgreSQL keeps what arrived in one month together.
        var month = new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var (source, key, text, at) in new[] { ("baku", "1", "the bridge", -1), ("tbilisi", "2", "the harbour", 1) })
        {
            clock.SetUtcNow(month.AddHours(at));
            await AddAsync(TemporaryStorage.Entry(source, key, text, "https://baku.example/a") with { Arrived = clock.GetUtcNow() });
        }
        Assert.Equal(1, await storage.Ingestion.PurgeAsync(month, default));
        await storage.Grouper(clock).GroupAsync(default);
        Assert.Empty(await StoriesAsync(Words("bridge")));
        Assert.Single(await StoriesAsync(Words("harbour")));
    }

    [Fact]
    public async Task A_story_that_was_split_off_or_merged_is_found_at_its_place_and_once()
    {
        await AddAsync(TemporaryStorage.Entry("baku", "1", "the bridge", "https://baku.example/a"));
        await AddAsync(TemporaryStorage.Entry("tbilisi", "2", "the bridge", "https://baku.example/a"));
        clock.Advance(TimeSpan.FromHours(1));
        await AddAsync(TemporaryStorage.Entry("baku", "3", "another bridge"));
        var editor = new StoryEditor(storage.Grouping, clock);
        var first = (await StoriesAsync(TimelineFilter.All))[^1];
        await editor.SplitAsync(first.Id, [first.Reports[1].Entry.Id], default);
        Assert.Equal(["3", "2", "1"], (await StoriesAsync(Words("bridge"))).Select(s => s.Lead.Entry.Key));
        var split = (await StoriesAsync(TimelineFilter.All))[1];
        await editor.MergeAsync(first.Id, split.Id, default);
        Assert.Equal([1, 2], (await StoriesAsync(Words("bridge"))).Select(s => s.Reports.Count));
    }

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        return ValueTask.CompletedTask;
    }

    private static TimelineFilter Words(string words) => TimelineFilter.All.With(TimelineConditions.Text, words);

    private Task DeclareAsync(SourceKind kind, string? outlet = null) => storage.Sources.ReconcileAsync(
        [
            TemporaryStorage.Source("baku") with { Countries = ["AZ"], Kind = kind, Outlet = outlet },
            TemporaryStorage.Source("tbilisi") with { Countries = ["GE"], Kind = SourceKind.Press, Outlet = outlet },
        ],
        Now,
        default);

    private async Task AddAsync(params Entry[] entries)
    {
        await storage.CommitAsync(clock.GetUtcNow(), entries);
        await storage.Grouper(clock).GroupAsync(default);
    }

    private async Task<IReadOnlyList<FeedHub.Core.Stories.Story>> StoriesAsync(TimelineFilter filter) =>
        (await storage.Timeline.PageAsync(filter, TextExtent.Excerpt, default)).Stories;
}
