using FeedHub.Storage.Push;

namespace FeedHub.Tests.Storage.Push;

public class WebhookSecretStoreTests : IDisposable
{
    private readonly TemporaryStorage storage = new();

    private WebhookSecretStore Store => new(storage.Database);

    [Fact]
    public async Task A_name_has_the_new_secret_and_the_old_one_until_that_is_removed()
    {
        await Store.AddAsync("alert/1", "old", TemporaryStorage.Start, default);
        await Store.AddAsync("alert/1", "new", TemporaryStorage.Start.AddDays(1), default);
        await Store.AddAsync("alert/1", "new", TemporaryStorage.Start.AddDays(2), default);
        await Store.AddAsync("alert/2", "other", TemporaryStorage.Start, default);
        Assert.Equal(["new", "old"], await Store.OfAsync("alert/1", default));
        await Store.RemoveAsync("alert/1", "old", default);
        Assert.Equal(["new"], await Store.OfAsync("alert/1", default));
        await Store.RemoveAsync("alert/1", null, default);
        Assert.Empty(await Store.OfAsync("alert/1", default));
        Assert.Equal(["other"], await Store.OfAsync("alert/2", default));
    }

    public void Dispose() => storage.Dispose();
}
