using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Origin;
using FeedHub.Tests.Storage;

namespace FeedHub.Tests.Core.Ingestion;

/// <summary>Which of its addresses a source is asked at: moves, fallbacks, and what a dead one proposes.</summary>
public sealed class SourceAddressTests
{
    [Fact]
    public async Task An_address_that_has_moved_for_good_is_replaced_after_five_answers_over_three_days_and_one_command_undoes_it()
    {
        await using var setting = await PollSetting.StartAsync();
        const string Old = "/fault/redirect;code=301/feed.rss";
        await setting.DeclareAsync(Old);
        var asked = new List<string>();
        for (var i = 0; i < 6; i++)
        {
            await setting.PollAsync();
            asked.Add((await setting.FetchesAsync(1))[0].Url);
        }

        Assert.Equal([.. Enumerable.Repeat(setting.Origin.Url(Old), 5), setting.Origin.Url("/feed.rss")], asked);
        Assert.Contains("moved for good", (await setting.FetchesAsync(2))[1].Note, StringComparison.Ordinal);
        Assert.True(await setting.Storage.Sources.UndoMoveAsync(new SourceId("a"), setting.Clock.GetUtcNow(), default));
        Assert.False(await setting.Storage.Sources.UndoMoveAsync(new SourceId("a"), setting.Clock.GetUtcNow(), default));
        for (var i = 0; i < 7; i++)
            await setting.PollAsync();
        Assert.Equal(setting.Origin.Url(Old), (await setting.FetchesAsync(1))[0].Url);
        Assert.NotNull(Assert.Single((await setting.StateAsync()).Moves).UndoneAt);
    }

    [Theory]
    [InlineData("/fault/redirect;code=302/feed.rss")]
    [InlineData("/fault/redirect;code=307/feed.rss")]
    public async Task A_temporary_redirect_moves_nothing(string path)
    {
        await using var setting = await PollSetting.StartAsync();
        await setting.DeclareAsync(path);
        for (var i = 0; i < 7; i++)
            await setting.PollAsync();
        Assert.Equal((null, 0), ((await setting.StateAsync()).PendingMove, (await setting.StateAsync()).Moves.Count));
    }

    [Theory]
    [InlineData("/missing")]
    [InlineData("/fault/status;code=410/feed.rss")]
    public async Task A_dead_address_gives_way_to_its_fallbacks_in_turn(string dead)
    {
        await using var setting = await PollSetting.StartAsync();
        await setting.DeclareAsync(dead, s => s with { FallbackUrls = [setting.Origin.Url("/missing-too"), setting.Origin.Url("/feed.rss")] });
        RefreshReport report;
        var polls = 0;
        do
            report = await setting.PollAsync();
        while (report.Failure is not null && ++polls < 10);
        Assert.Equal(2, report.Counts.New);
        Assert.Equal(setting.Origin.Url("/feed.rss"), (await setting.FetchesAsync(1))[0].Url);
        Assert.Null((await setting.StateAsync()).BrokenSince);
        Assert.Null((await setting.PollAsync()).Failure);
    }

    [Fact]
    public async Task The_home_page_of_a_dead_source_is_looked_through_for_its_feed()
    {
        await using var setting = await PollSetting.StartAsync();
        setting.Origin.Put("/home", OriginDocument.Of(
            "<!doctype html><title>Home</title><link rel=alternate type=application/rss+xml href=/new.rss>", "text/html"));
        await setting.DeclareAsync("/missing", s => s with { Home = setting.Origin.Url("/home") });
        await setting.PollAsync();
        await setting.PollAsync();
        Assert.DoesNotContain(setting.Origin.Requests, r => r.Path == "/home");
        await setting.PollAsync();
        await setting.PollAsync();
        Assert.Equal(setting.Origin.Url("/new.rss"), (await setting.StateAsync()).Proposal);
        Assert.Single(setting.Origin.Requests, r => r.Path == "/home");
    }
}
