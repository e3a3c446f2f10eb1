using System.Net;
using FeedHub.Core.Access;
using FeedHub.Server.Configuration;
using FeedHub.Server.Security;
using FeedHub.Tests.Server.Commands;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Server.Security;

public sealed class WrongKeyTests : IAsyncLifetime
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub hub = null!;

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        config.Write("site.yaml", TemporaryConfig.Site + "timeline: key\ntrusted_proxies: [127.0.0.1/32]\n");
        hub = await RunningHub.StartAsync(
            new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data },
            builder => builder.Services.AddSingleton<TimeProvider>(clock));
    }

    [Fact]
    public async Task A_wrong_key_takes_its_time_and_no_key_or_a_right_one_takes_none()
    {
        var key = await KeyAsync(AccessRole.Reader);
        var wrong = SendAsync("5.197.1.2", "Bearer wrong");
        for (var n = 0; n < 5; n++)
        {
            // The clock stands: whatever waited would wait for ever.
            using var none = await SendAsync("5.197.1.2", null);
            using var right = await SendAsync("5.197.1.2", $"Bearer {key}");
            Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (none.StatusCode, right.StatusCode));
        }
        Assert.False(wrong.IsCompleted);
        await RunningHub.WaitAsync(() =>
        {
            clock.Advance(KeyJudge.Delay);
            return Task.FromResult(wrong.IsCompleted);
        });
        using var refused = await wrong;
        await refused.ProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task After_too_many_wrong_keys_only_one_that_was_right_from_there_before_is_taken()
    {
        var (known, unknown) = (await KeyAsync(AccessRole.Reader), await KeyAsync(AccessRole.Admin));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("5.197.1.2", known));
        for (var n = 0; n < WrongKeys.Burst; n++)
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("5.197.1.2", $"wrong{n}"));

        foreach (var key in new[] { "wrong", unknown })
        {
            using var refused = await SendAsync("5.197.1.2", $"Bearer {key}");
            await refused.ProblemAsync(HttpStatusCode.TooManyRequests);
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        }
        Assert.Equal(HttpStatusCode.OK, await AskAsync("5.197.1.2", known));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("5.197.1.2", null));
        Assert.Equal(HttpStatusCode.OK, await AskAsync("5.197.1.3", unknown));
        // What needs no key goes on.
        using var open = await hub.Client.GetAsync("/series/weekly", ("X-Forwarded-For", "5.197.1.2"), ("Authorization", "Bearer wrong"));
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Fact]
    public async Task Right_keys_count_for_nothing_however_many_come_from_one_address()
    {
        for (var n = 0; n < WrongKeys.Burst * 3; n++)
            Assert.Equal(HttpStatusCode.OK, await AskAsync("5.197.1.2", await KeyAsync(AccessRole.Reader)));
    }

    [Theory]
    [InlineData("2a01:5a8:1:2::1", "2a01:5a8:1:2:ffff::9", HttpStatusCode.TooManyRequests)]
    [InlineData("2a01:5a8:1:2::1", "2a01:5a8:1:3::1", HttpStatusCode.Unauthorized)]
    [InlineData("192.168.7.7", "192.168.7.7", HttpStatusCode.TooManyRequests)]
    [InlineData("127.0.0.7", "127.0.0.7", HttpStatusCode.TooManyRequests)]
    [InlineData("127.0.0.7", "127.0.0.8", HttpStatusCode.Unauthorized)]
    public async Task An_IPv6_network_is_one_client_and_none_is_too_near_to_be_counted(string often, string then, HttpStatusCode status)
    {
        for (var n = 0; n < WrongKeys.Burst; n++)
            await AskAsync(often, "wrong");
        Assert.Equal(status, await AskAsync(then, "wrong"));
    }

    [Fact]
    public async Task Of_many_wrong_keys_sent_at_once_no_more_are_looked_at_than_one_after_the_other()
    {
        var statuses = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => AskAsync("5.197.1.2", $"wrong{n}")));
        Assert.Equal(WrongKeys.Burst, statuses.Count(s => s == HttpStatusCode.Unauthorized));
        Assert.Equal(60 - WrongKeys.Burst, statuses.Count(s => s == HttpStatusCode.TooManyRequests));
    }

    [Fact]
    public async Task A_key_that_is_taken_back_is_refused_in_the_next_request_and_then_is_one_wrong_key_more()
    {
        var key = await KeyAsync(AccessRole.Reader);
        Assert.Equal(HttpStatusCode.OK, await AskAsync("5.197.1.2", key));
        Assert.Equal(0, (await FeedHubRun.OfAsync("key", "revoke", AccessKey.Id(AccessKey.Hash(key)), "--data", data)).Code);
        for (var n = 0; n < WrongKeys.Burst; n++)
            Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync("5.197.1.2", key));
        Assert.Equal(HttpStatusCode.TooManyRequests, await AskAsync("5.197.1.2", key));
    }

    [Fact]
    public async Task Where_no_key_is_needed_a_wrong_one_shuts_nobody_out()
    {
        config.Write("site.yaml", TemporaryConfig.Site + "trusted_proxies: [127.0.0.1/32]\n");
        await RunningHub.WaitAsync(async () => await AskAsync("5.197.1.3", null) == HttpStatusCode.OK);
        for (var n = 0; n < WrongKeys.Burst + 2; n++)
            Assert.Equal(HttpStatusCode.OK, await AskAsync("5.197.1.2", "wrong"));
    }

    public async ValueTask DisposeAsync()
    {
        await hub.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    /// <summary>Lets the clock run until the answer is there.</summary>
    private async Task<HttpStatusCode> AskAsync(string client, string? key)
    {
        var asked = SendAsync(client, key is null ? null : $"Bearer {key}");
        while (!asked.IsCompleted)
        {
            await Task.WhenAny(asked, Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System));
            clock.Advance(KeyJudge.Delay);
        }
        using var answer = await asked;
        return answer.StatusCode;
    }

    private Task<HttpResponseMessage> SendAsync(string client, string? authorization) => authorization is null
        ? hub.Client.GetAsync("/", ("X-Forwarded-For", client))
        : hub.Client.GetAsync("/", ("X-Forwarded-For", client), ("Authorization", authorization));

    private async Task<string> KeyAsync(AccessRole role)
    {
        var key = AccessKey.Mint();
        var store = hub.Services.GetRequiredService<IAccessKeyStore>();
        await store.AddAsync(AccessKey.Hash(key), role, "test", DateTimeOffset.UnixEpoch, default);
        return key;
    }
}
