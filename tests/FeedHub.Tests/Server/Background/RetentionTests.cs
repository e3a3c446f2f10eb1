using System.Net;
using Dapper;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Server.Configuration;
using FeedHub.Storage.Sql;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using FeedHub.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Background;

/// <summary>What <c>retention</c> in <c>site.yaml</c> does in a running server.</summary>
public sealed class RetentionTests : IAsyncLifetime
{
    private readonly TemporaryConfig config = new();
    private readonly TemporaryStorage storage = new();
    private readonly LeapingClock clock = new(TemporaryStorage.Start.AddDays(91));
    private RunningHub? hub;

    /// <summary>Stories 1 (with 2 merged into it) and 3 are 91 days old, 4 is 89 days old and related to 1.</summary>
    public async ValueTask InitializeAsync()
    {
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("a")], TemporaryStorage.Start, default);
        foreach (var (key, day) in new[] { ("1", 0), ("2", 0), ("3", 0), ("4", 2) })
        {
            await storage.CommitAsync(
                TemporaryStorage.Start, TemporaryStorage.Entry("a", key) with { Arrived = TemporaryStorage.Start.AddDays(day) });
        }

        using var grouper = storage.Grouper(clock);
        await grouper.GroupAsync(default);
        await new StoryEditor(storage.Grouping, clock).MergeAsync(new StoryId(1), new StoryId(2), default);
        await storage.Database.WriteAsync(
            WriteScope.Grouping,
            sql => sql.ExecuteAsync("INSERT INTO story_related (story, other, score, why) VALUES (4, 1, 0.5, '[]'), (1, 3, 0.5, '[]')"),
            default);
        config.Delete("sources/alpha.yaml");
    }

    [Fact]
    public async Task Entries_go_at_their_age_and_not_before_and_leave_no_address_that_leads_nowhere()
    {
        await StartAsync("retention: 90d\n");
        await RunningHub.WaitAsync(async () =>
        {
            // It begins some minutes after the start.
            clock.Advance(TimeSpan.FromMinutes(5));
            return await StatusAsync(3) == HttpStatusCode.NotFound;
        });
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(1));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(2));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(4));
        Assert.Equal((0, 0), await LinksAsync());

        clock.Advance(TimeSpan.FromDays(1));
        await RunningHub.WaitAsync(async () =>
        {
            clock.Advance(TimeSpan.FromMinutes(30));
            return await StatusAsync(4) == HttpStatusCode.NotFound;
        });
        Assert.InRange(
            clock.GetUtcNow() - TemporaryStorage.Start.AddDays(2), TimeSpan.FromDays(90), TimeSpan.FromDays(90) + TimeSpan.FromHours(4));
    }

    [Fact]
    public async Task Without_a_retention_everything_stays()
    {
        await StartAsync("");
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.MovedPermanently), (await StatusAsync(1), await StatusAsync(2)));
        Assert.Equal((1, 2), await LinksAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        config.Dispose();
        storage.Dispose();
    }

    private async Task StartAsync(string retention)
    {
        config.Write("site.yaml", TemporaryConfig.Site + retention);
        var options = new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = storage.Folder };
        hub = await RunningHub.StartAsync(options, builder => builder.Services.AddSingleton<TimeProvider>(clock));
    }

    private async Task<HttpStatusCode> StatusAsync(int story)
    {
        using var answer = await hub!.Client.GetAsync($"/stories/{story}");
        return answer.StatusCode;
    }

    private async Task<(long Redirects, long Related)> LinksAsync()
    {
        await using var connection = await storage.ConnectAsync();
        return await connection.QuerySingleAsync<(long, long)>(
            "SELECT (SELECT count(*) FROM story_redirect), (SELECT count(*) FROM story_related)");
    }
}
