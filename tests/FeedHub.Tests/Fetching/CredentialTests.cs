using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;

namespace FeedHub.Tests.Fetching;

public class CredentialTests
{
    private const string Secret = "us\u00e9r:p4ss";

    [Theory]
    [InlineData(CredentialKind.Basic, "Authorization", "Basic dXPDqXI6cDRzcw==")]
    [InlineData(CredentialKind.Bearer, "Authorization", "Bearer us\u00e9r:p4ss")]
    [InlineData(CredentialKind.Header, "X-Api-Key", "us\u00e9r:p4ss")]
    public async Task The_feed_s_own_server_is_shown_the_credential(CredentialKind kind, string header, string value)
    {
        await using var setting = await StartAsync(Secret);
        await setting.FetchWellAsync("/feed.rss", change: s => s with { Credential = new(kind, "KEY", "X-Api-Key") });
        Assert.Equal(value, setting.Origin.Requests[^1].Header(header));
    }

    [Theory]
    [InlineData(CredentialKind.Basic)]
    [InlineData(CredentialKind.Bearer)]
    [InlineData(CredentialKind.Header)]
    public async Task It_follows_a_redirect_on_that_server_and_goes_to_no_other(CredentialKind kind)
    {
        await using var setting = await StartAsync(Secret);
        var elsewhere = Uri.EscapeDataString(setting.Origin.Url("/feed.rss", 1));
        await setting.FetchWellAsync(
            $"/fault/redirect/fault/redirect;to={elsewhere}/feed.rss", change: s => s with { Credential = new(kind, "KEY", "X-Api-Key") });
        var shown = setting.Origin.Requests.Select(r => (r.Header("Authorization") ?? r.Header("X-Api-Key")) is not null);
        Assert.Equal([true, true, false], shown);
    }

    [Theory]
    [InlineData(null, "the environment variable KEY, which holds its credential, is not set")]
    [InlineData("", "the environment variable KEY, which holds its credential, is not set")]
    [InlineData("a\r\nX-Injected: 1", "the environment variable KEY contains control characters")]
    public async Task Without_it_nothing_is_asked_and_no_secret_is_told(string? value, string detail)
    {
        await using var setting = await StartAsync(value);
        var failed = await setting.FetchBadlyAsync("/feed.rss", change: s => s with { Credential = new(CredentialKind.Bearer, "KEY") });
        Assert.Equal((FetchFailure.NoCredential, detail), (failed.Failure, failed.Detail));
        Assert.Empty(setting.Origin.Requests);
    }

    [Fact]
    public async Task A_source_without_one_shows_none()
    {
        await using var setting = await StartAsync(Secret);
        await setting.FetchWellAsync("/feed.rss");
        Assert.Null(setting.Origin.Requests[^1].Header("Authorization"));
    }

    private static Task<FetchSetting> StartAsync(string? secret) =>
        FetchSetting.StartAsync(o => o with { Secret = name => name == "KEY" ? secret : null });
}
