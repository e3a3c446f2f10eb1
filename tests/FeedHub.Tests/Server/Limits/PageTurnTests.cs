using System.Net;
using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Server.Configuration;
using FeedHub.Server.Limits;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Limits;

public sealed class PageTurnTests : IAsyncLifetime
{
    private static readonly int AtOnce = Math.Max(2, Environment.ProcessorCount);
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private readonly SlowStore store = new();
    private RunningHub? hub;

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        config.Write("site.yaml", TemporaryConfig.Site + "trusted_proxies: [127.0.0.1/32]\n");
        hub = await RunningHub.StartAsync(
            new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data },
            builder => builder.Services.AddSingleton<ITimelineStore>(store));
    }

    [Theory]
    [InlineData("/?before=5-")]
    [InlineData("/timeline/feed.atom?before=5-")]
    public async Task However_many_ask_no_more_pages_are_made_at_once_than_there_are_processors(string path)
    {
        var asked = Enumerable.Range(1, 20 * AtOnce).Select(n => AskAsync($"5.197.1.{n}", $"{path}{n}")).ToList();
        await RunningHub.WaitAsync(() => Task.FromResult(store.AtWork == AtOnce));
        store.Open();
        Assert.All(await Task.WhenAll(asked), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(AtOnce, store.MostAtWork);
    }

    [Fact]
    public async Task Whoever_asks_for_many_pages_waits_alone()
    {
        var many = Enumerable.Range(1, 50).Select(n => AskAsync("5.197.1.1", $"/?before=5-{n}")).ToList();
        await RunningHub.WaitAsync(() => Task.FromResult(store.AtWork == AtOnce / 2));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("5.197.1.2", "/series"));
        Assert.DoesNotContain(many, asked => asked.IsCompleted);
        store.Open();
        Assert.All(await Task.WhenAll(many), status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task Where_too_many_of_one_address_wait_the_next_is_told_to_come_later()
    {
        var many = Enumerable.Range(1, RenderingTurns.MaxWaitingOfOne + (AtOnce / 2) + 1)
            .Select(n => hub!.Client.GetAsync($"/?before=5-{n}", ("X-Forwarded-For", "5.197.1.1"))).ToList();
        using var refused = await await Task.WhenAny(many);
        await refused.ProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        using var feed = await hub!.Client.GetAsync("/timeline/feed.json?q=x", ("X-Forwarded-For", "5.197.1.1"));
        await feed.ProblemAsync(HttpStatusCode.ServiceUnavailable);
        Assert.NotNull(feed.Headers.RetryAfter);
        using var live = await hub.Client.GetAsync("/health/live", ("X-Forwarded-For", "5.197.1.1"));
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        store.Open();
        Assert.Single(await Task.WhenAll(many), answer => answer.StatusCode != HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_page_that_is_held_until_it_is_whole_says_how_long_it_is_for_GET_and_HEAD()
    {
        store.Open();
        using var page = await hub!.Client.GetAsync("/series");
        Assert.Equal((await page.Content.ReadAsByteArrayAsync()).Length, page.Content.Headers.ContentLength);
        using var head = await hub.Client.SendAsync(HttpMethod.Head, "/series");
        Assert.Equal(page.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    public async ValueTask DisposeAsync()
    {
        store.Open();
        await hub!.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task<HttpStatusCode> AskAsync(string client, string path)
    {
        using var answer = await hub!.Client.GetAsync(path, ("X-Forwarded-For", client));
        return answer.StatusCode;
    }

    /// <summary>A store that answers no page until it is told to, and counts how many are asked of it at a time.</summary>
    private sealed class SlowStore : ITimelineStore
    {
        private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock gate = new();

        public int AtWork { get; private set; }
        public int MostAtWork { get; private set; }

        public void Open() => opened.TrySetResult();

        public Task<long> VersionAsync(CancellationToken cancellationToken) => Task.FromResult(1L);

        public async Task<TimelinePage> PageAsync(TimelineFilter filter, TextExtent extent, CancellationToken cancellationToken)
        {
            // The background renders the unfiltered feeds, and every page asks for the newest story.
            if (filter.Before is null)
                return new TimelinePage([], More: false);
            Count(1);
            await opened.Task;
            await Task.Yield();
            Count(-1);
            return new TimelinePage([], More: false);
        }

        public Task<Story?> StoryAsync(StoryId id, TextExtent extent, CancellationToken cancellationToken) => Task.FromResult<Story?>(null);

        public Task<StoryId?> RedirectAsync(StoryId id, CancellationToken cancellationToken) => Task.FromResult<StoryId?>(null);

        public Task<IReadOnlyList<LinkedStory>> RelatedAsync(StoryId id, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<LinkedStory>>([]);

        public Task<ILookup<EntryId, Revision>> RevisionsAsync(StoryId id, CancellationToken cancellationToken) =>
            Task.FromResult(Array.Empty<Revision>().ToLookup(_ => default(EntryId)));

        private void Count(int change)
        {
            lock (gate)
            {
                AtWork += change;
                MostAtWork = Math.Max(MostAtWork, AtWork);
            }
        }
    }
}
