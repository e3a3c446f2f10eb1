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
    public async Task A_source_goes_back_to_its_main_address_once_that_is_alive_again_and_its_events_say_so()
    {
        await using var setting = await PollSetting.StartAsync();
        await setting.DeclareAsync("/main", s => s with { FallbackUrls = [setting.Origin.Url("/feed.rss")] });
        for (var i = 0; i < 4; i++)
            await setting.PollAsync();
        Assert.Equal(setting.Origin.Url("/feed.rss"), (await setting.FetchesAsync(1))[0].Url);
        Assert.Null((await setting.PollAsync()).Failure);
        Assert.Equal(setting.Origin.Url("/feed.rss"), (await setting.StateAsync()).Fallback);

        setting.Origin.Put("/main", OriginDocument.Of(PollSetting.Rss("<item><guid>9</guid><title>Here again</title></item>"), "application/rss+xml"));
        Assert.Equal(1, (await setting.PollAsync()).Counts.New);
        Assert.Null((await setting.StateAsync()).Fallback);
        var fetch = (await setting.FetchesAsync(1))[0];
        Assert.Equal((setting.Origin.Url("/main"), true), (fetch.Url, fetch.Note!.Contains("main address answers again", StringComparison.Ordinal)));
        var happened = (await setting.Storage.Sources.EventsAsync(1, default))[0];
        Assert.Equal((false, fetch.Note), (happened.Broke, happened.Detail));
        await setting.PollAsync();
        Assert.Equal("/main", setting.Origin.Requests[^1].Path);
    }

    [Theory]
    [InlineData("<!doctype html><title>This domain is for sale</title>", "text/html")]
    [InlineData("", "text/plain")]
    public async Task A_main_address_that_has_no_feed_is_not_gone_back_to_and_is_asked_no_oftener_than_every_six_hours(string body, string type)
    {
        await using var setting = await PollSetting.StartAsync();
        await setting.DeclareAsync("/main", s => s with { FallbackUrls = [setting.Origin.Url("/feed.rss")] });
        for (var i = 0; i < 4; i++)
            await setting.PollAsync();
        setting.Origin.Put("/main", OriginDocument.Of(body, type));
        var asked = setting.Origin.Requests.Count(r => r.Path == "/main");
        Assert.Null((await setting.PollAsync()).Failure);
        Assert.Equal(asked + 1, setting.Origin.Requests.Count(r => r.Path == "/main"));
        for (var i = 0; i < 5; i++)
            Assert.Null((await setting.PollAsync(TimeSpan.FromHours(1))).Failure);
        Assert.Equal(asked + 1, setting.Origin.Requests.Count(r => r.Path == "/main"));
        Assert.NotNull((await setting.StateAsync()).Fallback);
    }

    [Fact]
    public void What_a_source_shows_to_its_server_is_shown_to_no_other_address_that_it_moves_or_falls_back_to()
    {
        var source = TemporaryStorage.Source("a", "https://a.example/feed") with { Credential = new(CredentialKind.Bearer, "KEY") };
        Assert.NotNull(SourceAddress.At(source, "https://a.example/other").Credential);
        foreach (var other in new[] { "https://b.example/feed", "http://a.example/feed", "https://a.example:8443/feed", "https://a.example.b.example/feed" })
            Assert.Null(SourceAddress.At(source, other).Credential);
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
