using Dapper;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Origin;
using FeedHub.Tests.Fetching;
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
        Assert.Contains("moved permanently", (await setting.FetchesAsync(2))[1].Note, StringComparison.Ordinal);
        Assert.True(await setting.Storage.Sources.UndoMoveAsync(new SourceId("a"), setting.Clock.GetUtcNow(), default));
        Assert.False(await setting.Storage.Sources.UndoMoveAsync(new SourceId("a"), setting.Clock.GetUtcNow(), default));
        for (var i = 0; i < 7; i++)
            await setting.PollAsync();
        Assert.Equal(setting.Origin.Url(Old), (await setting.FetchesAsync(1))[0].Url);
        Assert.NotNull(Assert.Single((await setting.StateAsync()).Addresses.Moves).UndoneAt);
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
        Assert.Equal((null, 0), ((await setting.StateAsync()).Addresses.PendingMove, (await setting.StateAsync()).Addresses.Moves.Count));
    }

    [Fact]
    public async Task A_permanent_redirect_to_what_is_no_feed_moves_nothing()
    {
        await using var setting = await PollSetting.StartAsync();
        setting.Origin.Put("/home", OriginDocument.Of("<!doctype html><title>We are being rebuilt</title>", "text/html"));
        await setting.DeclareAsync("/fault/redirect;code=301/home");
        for (var i = 0; i < 8; i++)
            await setting.PollAsync();
        Assert.Equal((null, 0), ((await setting.StateAsync()).Addresses.PendingMove, (await setting.StateAsync()).Addresses.Moves.Count));
    }

    [Theory]
    [InlineData(PolitenessScope.Domain, "c.example")]
    [InlineData(PolitenessScope.Host, "a.c.example")]
    public async Task A_source_that_has_moved_waits_for_those_of_its_new_host_as_its_own_scope_says(PolitenessScope scope, string site)
    {
        using var storage = new TemporaryStorage();
        Source Of(string id, string host) => TemporaryStorage.Source(id, $"https://{host}/feed") with { Politeness = new(Scope: scope) };
        await storage.Sources.ReconcileAsync([Of("a", "a.example"), Of("b", "b.example")], TemporaryStorage.Start, default);
        var order = new ClaimOrder { Worker = "test", PerSite = 1, EvenIfNotDue = true };
        foreach (var claimed in await storage.Sources.ClaimAsync(order, TemporaryStorage.Start, default))
        {
            var outcome = new PollOutcome
            {
                Source = claimed.Source,
                State = claimed.State with { Answer = new() { Url = $"https://{claimed.Source.Id}.c.example/feed" } },
                Result = new PollResult.NotModified(FreshFor: null),
                At = TemporaryStorage.Start,
            };
            await storage.Ingestion.CommitAsync(new IngestionBatch("test", outcome), default);
        }

        await using var connection = await storage.ConnectAsync();
        Assert.Equal(site, await connection.ExecuteScalarAsync<string>("SELECT site FROM source WHERE id = 'a'"));
        // Two claims at once where each host stands for itself, and one where the domain does.
        Assert.Equal(
            scope == PolitenessScope.Host ? 2 : 1, (await storage.Sources.ClaimAsync(order, TemporaryStorage.Start, default)).Count);
    }

    [Fact]
    public async Task A_host_behind_a_redirect_that_asks_for_rest_gets_it_and_the_source_s_own_host_does_not()
    {
        await using var setting = await PollSetting.StartAsync();
        await using var other = RawServer.Saying("HTTP/1.1 429 Slow down\r\nRetry-After: 7200\r\nContent-Length: 0\r\n\r\n");
        await setting.DeclareAsync($"/fault/redirect;to={Uri.EscapeDataString(other.Url)}/");
        Assert.Equal(FetchFailure.RateLimited, (await setting.PollAsync()).Failure);
        Assert.InRange((await setting.StateAsync()).Times.Next - setting.Clock.GetUtcNow(), TimeSpan.FromHours(2), TimeSpan.FromHours(2.3));
        await using var connection = await setting.Storage.ConnectAsync();
        Assert.Equal(["127.0.1.3"], await connection.QueryAsync<string>("SELECT host FROM host_rest"));
    }

    [Theory]
    [InlineData("/missing")]
    [InlineData("/fault/status;code=410/feed.rss")]
    public async Task A_dead_address_gives_way_to_its_fallbacks_in_turn(string dead)
    {
        await using var setting = await PollSetting.StartAsync();
        await setting.DeclareAsync(
            dead, s => s with { FallbackUrls = [setting.Origin.Url("/missing-too"), setting.Origin.Url("/feed.rss")] });
        RefreshReport report;
        var polls = 0;
        do
            report = await setting.PollAsync();
        while (report.Failure is not null && ++polls < 10);
        Assert.Equal(2, report.Counts.New);
        Assert.Equal(setting.Origin.Url("/feed.rss"), (await setting.FetchesAsync(1))[0].Url);
        Assert.Null((await setting.StateAsync()).Trouble.BrokenSince);
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
        Assert.Equal(setting.Origin.Url("/feed.rss"), (await setting.StateAsync()).Addresses.Fallback);

        setting.Origin.Put(
            "/main", OriginDocument.Of(PollSetting.Rss("<item><guid>9</guid><title>Here again</title></item>"), "application/rss+xml"));
        Assert.Equal(1, (await setting.PollAsync()).Counts.New);
        Assert.Null((await setting.StateAsync()).Addresses.Fallback);
        var fetch = (await setting.FetchesAsync(1))[0];
        Assert.Equal(
            (setting.Origin.Url("/main"), true), (fetch.Url, fetch.Note!.Contains("main address works again", StringComparison.Ordinal)));
        var happened = (await setting.Storage.Sources.EventsAsync(1, default))[0];
        Assert.Equal((false, fetch.Note), (happened.Broke, happened.Detail));
        await setting.PollAsync();
        Assert.Equal("/main", setting.Origin.Requests[^1].Path);
    }

    [Theory]
    [InlineData("<!doctype html><title>This domain is for sale</title>", "text/html")]
    [InlineData("", "text/plain")]
    public async Task A_main_address_that_has_no_feed_is_not_gone_back_to_and_is_asked_no_oftener_than_every_six_hours(
        string body, string type)
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
        Assert.NotNull((await setting.StateAsync()).Addresses.Fallback);
    }

    [Fact]
    public void What_a_source_shows_to_its_server_is_shown_to_no_other_address_that_it_moves_or_falls_back_to()
    {
        var source = TemporaryStorage.Source("a", "https://a.example/feed") with { Credential = new(CredentialKind.Bearer, "KEY") };
        Assert.NotNull(SourceAddress.At(source, "https://a.example/other").Credential);
        foreach (var other in new[] { "https://b.example/feed", "http://a.example/feed", "https://a.example:8443/feed",
            "https://a.example.b.example/feed" })
        {
            Assert.Null(SourceAddress.At(source, other).Credential);
        }
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
        Assert.Equal(setting.Origin.Url("/new.rss"), (await setting.StateAsync()).Trouble.Proposal);
        Assert.Single(setting.Origin.Requests, r => r.Path == "/home");
    }
}
