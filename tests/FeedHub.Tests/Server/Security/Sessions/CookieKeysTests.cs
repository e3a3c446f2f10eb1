using FeedHub.Server.Configuration;
using FeedHub.Server.Configuration.Mirroring;
using FeedHub.Server.Security.Sessions;
using FeedHub.Storage.Postgres;
using FeedHub.Tests.Server.Configuration.Mirroring;
using FeedHub.Tests.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Security.Sessions;

/// <summary>The keys of cookies and forms on two nodes.</summary>
public sealed class CookieKeysTests : IDisposable
{
    private readonly TemporaryStorage storage = new(onServer: true);
    private readonly Node first;
    private readonly Node second;

    public CookieKeysTests()
    {
        var shared = new SharedFiles(storage.Database);
        (first, second) = (new(shared), new(shared));
    }

    [Fact]
    public async Task A_key_that_another_node_makes_is_read_as_soon_as_it_has_come()
    {
        await using var one = Sessions(first);
        await using var two = Sessions(second);
        var (made, other) = (one.GetRequiredService<IKeyManager>(), two.GetRequiredService<IKeyManager>());
        Assert.Empty(other.GetAllKeys());
        var upToDate = other.GetCacheExpirationToken();
        await second.PullAsync();
        Assert.False(upToDate.IsCancellationRequested);

        var key = made.CreateNewKey(TemporaryStorage.Start, TemporaryStorage.Start.AddDays(90));
        await second.PullAsync();
        Assert.True(upToDate.IsCancellationRequested);
        Assert.Equal(key.KeyId, Assert.Single(other.GetAllKeys()).KeyId);
        Assert.False(other.GetCacheExpirationToken().IsCancellationRequested);
    }

    [Fact]
    public async Task A_node_that_starts_when_another_has_just_made_a_key_makes_none()
    {
        await using var one = Sessions(first);
        await using var two = Sessions(second);
        var sealed1 = one.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie").Protect("Aysel");
        Assert.Equal("Aysel", two.GetRequiredService<IDataProtectionProvider>().CreateProtector("cookie").Unprotect(sealed1));
        Assert.Single(two.GetRequiredService<IKeyManager>().GetAllKeys());
    }

    public void Dispose()
    {
        first.Dispose();
        second.Dispose();
        storage.Dispose();
    }

    private static ServiceProvider Sessions(Node node) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(new FeedHubOptions { DataDirectory = node.Data })
        .AddSingleton<IDataFiles>(node.Files)
        .AddEditorSessions()
        .BuildServiceProvider();
}
