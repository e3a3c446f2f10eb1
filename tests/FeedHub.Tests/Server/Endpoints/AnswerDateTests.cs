using System.Net;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>What answers say of their own time, by the clock by which content is dated.</summary>
public sealed class AnswerDateTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2031, 2, 3, 4, 5, 6, TimeSpan.Zero);
    private readonly FakeTimeProvider clock = new(Now.AddMilliseconds(700));
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub hub = null!;

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        config.Write(
            "series/weekly/briefs/first.md", TemporaryConfig.Brief.Replace("2026-11-02", "2031-02-03T04:05:06Z", StringComparison.Ordinal));
        hub = await RunningHub.StartAsync(
            new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data },
            builder => builder.Services.AddSingleton<TimeProvider>(clock));
    }

    [Theory]
    [InlineData("/series/weekly/feed.atom")]
    [InlineData("/series/weekly/feed.atom?x=y")]
    public async Task The_date_of_an_answer_and_that_of_its_content_are_of_one_clock(string path)
    {
        for (var second = 0; second < 3; second++)
        {
            using var answer = await hub.Client.GetAsync(path);
            Assert.Equal((HttpStatusCode.OK, Now), (answer.StatusCode, answer.Content.Headers.LastModified));
            Assert.Equal(Now.AddSeconds(second), answer.Headers.Date);
            using var unchanged = await hub.Client.GetAsync(path, ("If-Modified-Since", answer.Header("Last-Modified")!));
            Assert.Equal(
                (HttpStatusCode.NotModified, answer.Header("Last-Modified")), (unchanged.StatusCode, unchanged.Header("Last-Modified")));
            clock.Advance(TimeSpan.FromSeconds(1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }
}
