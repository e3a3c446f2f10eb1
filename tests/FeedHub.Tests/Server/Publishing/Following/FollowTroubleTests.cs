using System.Net;
using FeedHub.Origin;

namespace FeedHub.Tests.Server.Publishing.Following;

/// <summary>A site that is followed and cannot be read any more is shown where operators look.</summary>
public sealed class FollowTroubleTests : IAsyncLifetime
{
    private FollowedInstitute institute = null!;

    public async ValueTask InitializeAsync() => institute = await FollowedInstitute.OpenAsync(2);

    [Fact]
    public async Task Its_trouble_is_on_the_sources_page_in_the_metrics_and_in_the_feed_of_failures_until_it_is_over()
    {
        await institute.FollowAsync(institute.WordPress.Api);
        await institute.WaitAsync(s => s.Briefs.Count == 2);
        Assert.DoesNotContain("Problems of series", await GetAsync("/sources"), StringComparison.Ordinal);

        institute.WordPress.Instead = () => OriginDocument.Of("Down for repairs", "text/plain") with { Status = 500 };
        foreach (var _ in Enumerable.Range(0, 3))
            Assert.Equal(HttpStatusCode.BadGateway, (await institute.AskAsync()).StatusCode);
        var page = await GetAsync("/sources");
        Assert.Contains("3 polls in a row failed", page, StringComparison.Ordinal);
        Assert.Contains("HTTP 5xx", page, StringComparison.Ordinal);
        Assert.Contains("What Weekly follows is broken", await GetAsync("/sources/health.atom"), StringComparison.Ordinal);
        // The meters are those of the whole process, in which other tests run as well.
        var metrics = await GetAsync("/metrics");
        Assert.Matches(@"feedhub_series_broken\{[^}]*series=""weekly""[^}]*\} [01]", metrics);
        Assert.Matches(@"feedhub_series_polls_total\{[^}]*outcome=""HTTP 5xx""[^}]*\} ", metrics);

        institute.WordPress.Instead = null;
        await institute.PollAsync();
        Assert.DoesNotContain("Problems of series", await GetAsync("/sources"), StringComparison.Ordinal);
        var feed = await GetAsync("/sources/health.atom");
        Assert.Contains("What Weekly follows works again", feed, StringComparison.Ordinal);
        Assert.Equal(2, feed.Split("<entry").Length - 1);
    }

    public ValueTask DisposeAsync() => institute.DisposeAsync();

    private Task<string> GetAsync(string path) => institute.Hub.Client.GetStringAsync(path);
}
