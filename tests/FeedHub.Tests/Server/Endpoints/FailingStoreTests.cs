using System.Net;
using FeedHub.Core.Access;
using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>What a visitor sees of a fault of ours.</summary>
public sealed class FailingStoreTests : IAsyncLifetime
{
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub? hub;

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        hub = await RunningHub.StartAsync(
            new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data },
            builder => builder.Services.AddSingleton<ITimelineStore, FailingStore>().AddSingleton<IAccessKeyStore, FailingKeys>());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/stories/1")]
    [InlineData("/timeline/feed.atom")]
    public async Task A_fault_is_a_500_that_tells_nothing_of_its_inside(string path)
    {
        using var failed = await hub!.Client.GetAsync(path);
        await failed.ProblemAsync(HttpStatusCode.InternalServerError);
        Assert.DoesNotContain(FailingStore.Inside, await failed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull(failed.Header("Content-Security-Policy"));
        using var page = await hub.Client.GetAsync(path, ("Accept", "text/html"));
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.Contains("<h1>", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/editors/series/weekly")]
    [InlineData("/sources")]
    public async Task Where_keys_cannot_be_looked_up_nobody_passes_and_nothing_is_told(string path)
    {
        using var failed = await hub!.Client.GetAsync(path, ("Authorization", "Bearer key"));
        await failed.ProblemAsync(HttpStatusCode.InternalServerError);
        Assert.DoesNotContain(FailingStore.Inside, await failed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_whose_store_fails_lives_but_is_not_ready()
    {
        using var live = await hub!.Client.GetAsync("/health/live");
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        using var ready = await hub.Client.GetAsync("/health/ready");
        await ready.ProblemAsync(HttpStatusCode.ServiceUnavailable);
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private sealed class FailingKeys : IAccessKeyStore
    {
        public Task AddAsync(string hash, AccessRole role, string name, DateTimeOffset now, CancellationToken cancellationToken) =>
            throw new IOException(FailingStore.Inside);

        public Task<GivenKey?> FindAsync(string hash, CancellationToken cancellationToken) => throw new IOException(FailingStore.Inside);

        public Task KeepUseAsync(string id, DateOnly day, CancellationToken cancellationToken) =>
            throw new IOException(FailingStore.Inside);

        public Task<IReadOnlyList<GivenKey>> ListAsync(CancellationToken cancellationToken) => throw new IOException(FailingStore.Inside);

        public Task<bool> RevokeAsync(string id, CancellationToken cancellationToken) => throw new IOException(FailingStore.Inside);
    }

    private sealed class FailingStore : ITimelineStore
    {
        public const string Inside = "disk I/O error";

        public Task<long> VersionAsync(CancellationToken cancellationToken) => throw new IOException(Inside);

        public Task<TimelinePage> PageAsync(TimelineFilter filter, TextExtent extent, CancellationToken cancellationToken) =>
            throw new IOException(Inside);

        public Task<Story?> StoryAsync(StoryId id, TextExtent extent, CancellationToken cancellationToken) => throw new IOException(Inside);

        public Task<StoryId?> RedirectAsync(StoryId id, CancellationToken cancellationToken) => throw new IOException(Inside);

        public Task<IReadOnlyList<LinkedStory>> RelatedAsync(StoryId id, CancellationToken cancellationToken) =>
            throw new IOException(Inside);

        public Task<ILookup<EntryId, Revision>> RevisionsAsync(StoryId id, CancellationToken cancellationToken) =>
            throw new IOException(Inside);
    }
}
