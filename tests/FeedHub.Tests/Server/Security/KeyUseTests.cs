using System.Net;
using FeedHub.Core.Access;
using FeedHub.Server.Configuration;
using FeedHub.Storage;
using FeedHub.Tests.Server.Commands;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Security;

public sealed class KeyUseTests : IAsyncLifetime
{
    private readonly LeapingClock clock = new(new DateTimeOffset(2026, 11, 20, 23, 0, 0, TimeSpan.Zero));
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub hub = null!;
    private string key = "";

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        config.Write("site.yaml", TemporaryConfig.Site + "timeline: key\n");
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data }, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(clock);
            builder.Services.AddSingleton<AccessKeyStore>();
            builder.Services.AddSingleton<CountingStore>();
            builder.Services.AddSingleton<IAccessKeyStore>(services => services.GetRequiredService<CountingStore>());
        });
        key = (await FeedHubRun.OfAsync("key", "add", "--role", "reader", "--name", "Tamar", "--data", data)).Output.Trim();
    }

    private CountingStore Store => hub.Services.GetRequiredService<CountingStore>();

    [Fact]
    public async Task The_list_shows_the_day_of_last_use_which_is_written_once_a_day()
    {
        Assert.Matches(@"^[0-9a-f]{12}  reader  \d{4}-\d\d-\d\d  never used       Tamar$", await ListAsync());
        await ReadAsync(times: 20);
        await RunningHub.WaitAsync(async () => (await ListAsync()).EndsWith("  used 2026-11-20  Tamar", StringComparison.Ordinal));
        await ReadAsync(times: 20);
        clock.Advance(TimeSpan.FromHours(2));
        await ReadAsync(times: 20);
        await RunningHub.WaitAsync(async () => (await ListAsync()).EndsWith("  used 2026-11-21  Tamar", StringComparison.Ordinal));
        Assert.Equal(2, Store.Writes);
    }

    [Fact]
    public async Task A_use_that_cannot_be_written_fails_no_request_and_is_written_once_it_can()
    {
        Store.IsFull = true;
        await ReadAsync(times: 5);
        await RunningHub.WaitAsync(() => Task.FromResult(Store.Writes > 0));
        await ReadAsync(times: 5);
        Assert.EndsWith("  never used       Tamar", await ListAsync(), StringComparison.Ordinal);
        Store.IsFull = false;
        await RunningHub.WaitAsync(async () =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return (await ListAsync()).EndsWith("  used 2026-11-20  Tamar", StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_clock_that_is_set_back_makes_no_use_earlier()
    {
        var id = AccessKey.Id(AccessKey.Hash(key));
        await Store.KeepUseAsync(id, new DateOnly(2026, 11, 25), default);
        await Store.KeepUseAsync(id, new DateOnly(2026, 11, 24), default);
        Assert.EndsWith("  used 2026-11-25  Tamar", await ListAsync(), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task ReadAsync(int times)
    {
        for (var n = 0; n < times; n++)
        {
            using var answer = await hub.Client.GetAsync("/timeline/feed.atom", ("Authorization", $"Bearer {key}"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private async Task<string> ListAsync() => (await FeedHubRun.OfAsync("key", "list", "--data", data)).Output.TrimEnd();

    /// <summary>The keys in SQL, on a disk that may be full, and how often a use was to be written.</summary>
    private sealed class CountingStore(AccessKeyStore inner) : IAccessKeyStore
    {
        private int writes;

        public bool IsFull { get; set; }
        public int Writes => Volatile.Read(ref writes);

        public Task AddAsync(string hash, AccessRole role, string name, DateTimeOffset now, CancellationToken cancellationToken) =>
            inner.AddAsync(hash, role, name, now, cancellationToken);

        public Task<GivenKey?> FindAsync(string hash, CancellationToken cancellationToken) => inner.FindAsync(hash, cancellationToken);

        public Task KeepUseAsync(string id, DateOnly day, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref writes);
            return IsFull ? throw new IOException("No space left on device") : inner.KeepUseAsync(id, day, cancellationToken);
        }

        public Task<IReadOnlyList<GivenKey>> ListAsync(CancellationToken cancellationToken) => inner.ListAsync(cancellationToken);

        public Task<bool> RevokeAsync(string id, CancellationToken cancellationToken) => inner.RevokeAsync(id, cancellationToken);
    }
}
