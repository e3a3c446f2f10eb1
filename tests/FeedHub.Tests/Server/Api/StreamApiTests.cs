using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Core.Timelines.Changes;
using FeedHub.Server.Api.Streams;
using FeedHub.Server.Background;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using FeedHub.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Api;

/// <summary>Who follows the changes of a running server hears of each story.</summary>
public sealed class StreamApiTests : IAsyncLifetime
{
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub? hub;
    private int minutes;

    public async ValueTask InitializeAsync()
    {
        config.Write("site.yaml", TemporaryConfig.Site + "trusted_proxies: [127.0.0.1/32]\n");
        // Nobody answers there: what comes is committed here.
        config.Write(
            "sources/alpha.yaml", TemporaryConfig.Source.Replace("https://alpha.example", "http://127.0.0.1:9", StringComparison.Ordinal));
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data });
    }

    [Fact]
    public async Task A_stream_tells_of_each_story_that_meets_its_filter_and_goes_on_where_it_was()
    {
        using var answer = await hub!.Client.BeginAsync(HttpMethod.Get, "/api/v1/stream?q=bridge");
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        await using var events = await EventsAsync(answer);
        var hello = await NextAsync(events);
        Assert.Equal(("heartbeat", "0", TimeSpan.FromSeconds(5)), (hello.EventType, hello.EventId, hello.ReconnectionInterval));

        await ArriveAsync("1", "The bridge at Mestia is open");
        await ArriveAsync("2", "Parliament votes on pensions");
        await ArriveAsync("3", "An old bridge is found in Gori");
        var (first, second) = (await NextAsync(events), await NextAsync(events));
        Assert.Equal(("new", "The bridge at Mestia is open"), (first.EventType, TitleOf(first)));
        Assert.Equal(("new", "An old bridge is found in Gori"), (second.EventType, TitleOf(second)));
        Assert.Equal("3", second.EventId);

        await ArriveAsync("1", "The bridge at Mestia is closed again", revised: true);
        var corrected = await NextAsync(events);
        Assert.Equal(("corrected", "The bridge at Mestia is closed again"), (corrected.EventType, TitleOf(corrected)));

        using var again = await hub.Client.BeginAsync(
            HttpMethod.Get, "/api/v1/stream?q=bridge&since=0", ("Last-Event-ID", first.EventId!));
        await using var rest = await EventsAsync(again);
        Assert.Equal(
            ["heartbeat", "An old bridge is found in Gori", "The bridge at Mestia is closed again"],
            [(await NextAsync(rest)).EventType, TitleOf(await NextAsync(rest)), TitleOf(await NextAsync(rest))]);
    }

    [Fact]
    public async Task A_client_takes_a_token_walks_the_list_and_follows_the_changes()
    {
        await ArriveAsync("1", "The bridge at Mestia is open");
        var token = await hub!.Client.JsonFeedAsync("/api/v1/changes?q=bridge");
        Assert.Equal(("1", 0, false), (
            token.GetProperty("token").GetString(), token.GetProperty("items").GetArrayLength(), token.GetProperty("more").GetBoolean()));
        Assert.Equal(1, (await hub.Client.JsonFeedAsync("/api/v1/stories?q=bridge")).GetProperty("items").GetArrayLength());
        await ArriveAsync("2", "Parliament votes on pensions");
        await ArriveAsync("3", "An old bridge is found in Gori");
        await ArriveAsync("1", "Mestia has a ferry", revised: true);
        var told = new List<string>();
        var path = token.GetProperty("next").GetString()!;
        for (var more = true; more;)
        {
            var changes = await hub.Client.JsonFeedAsync(path.Replace("?", "?limit=1&", StringComparison.Ordinal));
            told.AddRange(changes.GetProperty("items").EnumerateArray().Select(
                c => $"{c.GetProperty("kind").GetString()} {c.GetProperty("id").GetInt64()} {c.TryGetProperty("story", out _)}"));
            (path, more) = (changes.GetProperty("next").GetString()!, changes.GetProperty("more").GetBoolean());
            path = path.Replace("limit=1&", "", StringComparison.Ordinal);
        }
        Assert.Equal(["new 3 True", "left 1 False"], told);
    }

    [Theory]
    [InlineData("changes?since=x", HttpStatusCode.BadRequest, "token")]
    [InlineData("changes?since=99", HttpStatusCode.Gone, "/api/v1/stories")]
    [InlineData("stream?since=99", HttpStatusCode.Gone, "/api/v1/stories")]
    [InlineData("stream?lang=english", HttpStatusCode.BadRequest, "language tag")]
    [InlineData("stream?not-told-country=GE", HttpStatusCode.BadRequest, "not-told-country: Which stories this asks for changes as time")]
    [InlineData("changes?after=24h", HttpStatusCode.BadRequest, "after: Which stories this asks for changes as time")]
    public async Task What_cannot_be_followed_is_refused_with_a_remedy(string path, HttpStatusCode status, string remedy)
    {
        using var answer = await hub!.Client.BeginAsync(HttpMethod.Get, $"/api/v1/{path}");
        var problem = await answer.ProblemAsync(status);
        Assert.Contains(remedy, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_has_so_many_streams_and_gets_another_when_one_has_ended()
    {
        var open = new List<HttpResponseMessage>();
        for (var i = 0; i < StreamPlaces.PerAddress; i++)
            open.Add(await FromAsync("5.197.1.2"));
        Assert.All(open, a => Assert.Equal(HttpStatusCode.OK, a.StatusCode));
        using var refused = await FromAsync("5.197.1.2");
        await refused.ProblemAsync(HttpStatusCode.TooManyRequests);
        Assert.Equal("60", refused.Header("Retry-After"));
        using var other = await FromAsync("5.197.1.3");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        open.ForEach(a => a.Dispose());
        await RunningHub.WaitAsync(async () =>
        {
            using var another = await FromAsync("5.197.1.2");
            return another.StatusCode == HttpStatusCode.OK;
        });
    }

    [Fact]
    public async Task A_stream_ends_when_the_server_is_told_to_stop()
    {
        using var answer = await hub!.Client.BeginAsync(HttpMethod.Get, "/api/v1/stream");
        await using var events = await EventsAsync(answer);
        await NextAsync(events);
        await hub.Services.GetRequiredService<DrainService>().StoppingAsync(default);
        Assert.False(await events.MoveNextAsync());
    }

    [Fact]
    public async Task A_client_that_reads_too_slowly_is_cut_off()
    {
        var cut = 0;
        var listener = new StreamListener(joined: 0, () => cut++);
        for (var number = 1; cut == 0; number++)
        {
            Assert.InRange(number, 1, 1000);
            listener.Offer(StreamEvent.Heartbeat(number), now: number);
        }
        Assert.Equal(1, cut);
        var sent = await listener.ReadAsync(default).CountAsync();
        Assert.InRange(sent, 50, 1000);
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private Task<HttpResponseMessage> FromAsync(string address) =>
        hub!.Client.BeginAsync(HttpMethod.Get, "/api/v1/stream", ("X-Forwarded-For", address));

    /// <summary>An entry comes as a poll would bring it, and what that does is told.</summary>
    private async Task ArriveAsync(string key, string title, bool revised = false)
    {
        var services = hub!.Services;
        var now = TemporaryStorage.Start.AddMinutes(++minutes);
        var before = await services.GetRequiredService<IStoryChanges>().LastAsync(default);
        var entry = TemporaryStorage.Entry("alpha", key, title) with { Title = title, Arrived = now, Published = now };
        var counts = await services.GetRequiredService<IIngestionStore>().CommitAsync(
            new IngestionBatch("test", TemporaryStorage.Read(new SourceId("alpha"), now, entry)), default);
        Assert.Equal(revised ? new IngestionCounts(0, 1) : new IngestionCounts(1, 0), counts);
        services.GetRequiredService<Signal<GroupingService>>().Set();
        await RunningHub.WaitAsync(async () =>
            await services.GetRequiredService<IStoryChanges>().LastAsync(default) > before);
    }

    private static async Task<IAsyncEnumerator<SseItem<string>>> EventsAsync(HttpResponseMessage answer) =>
        SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync().GetAsyncEnumerator();

    /// <summary>The next event, other than a heartbeat that comes late.</summary>
    private static async Task<SseItem<string>> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        Assert.True(await events.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System));
        return events.Current;
    }

    private static string TitleOf(SseItem<string> told) =>
        JsonDocument.Parse(told.Data).RootElement.GetProperty("story").GetProperty("title").GetString()!;
}
