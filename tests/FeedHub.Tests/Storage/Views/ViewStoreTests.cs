using FeedHub.Core.Views;
using FeedHub.Storage.Views;

namespace FeedHub.Tests.Storage.Views;

public class ViewStoreTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 8, 0, 0, TimeSpan.Zero);
    private readonly TemporaryStorage storage = new();

    private ViewStore Views => new(storage.Database);

    [Fact]
    public async Task A_saved_view_comes_back_whole_is_replaced_and_deleted()
    {
        var view = View("energy-a") with
        {
            Description = "Öl və qaz",
            Alerts =
            [
                new Alert(AlertChannel.Mail, "a@b.example", new(AlertPace.Daily, new(7, 30), "Asia/Baku")),
                new Alert(AlertChannel.Webhook, "https://a.example/hook", AlertTiming.AtOnce),
            ],
        };
        Assert.True(await Views.AddAsync(view, 10, default));
        Same(view, await Views.FindAsync("energy-a", default));
        var other = view with { Title = "Gas", Alerts = [], Saved = view.Saved! with { IsShared = true } };
        Assert.True(await Views.ReplaceAsync(other, default));
        Same(other, Assert.Single(await Views.ListAsync(default)));
        Assert.True(await Views.DeleteAsync("energy-a", default));
        Assert.False(await Views.DeleteAsync("energy-a", default));
        Assert.False(await Views.ReplaceAsync(other, default));
        Assert.Null(await Views.FindAsync("energy-a", default));
    }

    [Fact]
    public async Task Nobody_has_more_than_he_may_though_several_are_added_at_once()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => Views.AddAsync(View($"v-{n}"), 3, default))));
        Assert.Equal(3, added.Count(done => done));
        Assert.True(await Views.AddAsync(View("v-9") with { Saved = new("Tamar", false, Now, Now) }, 3, default));
        Assert.False(await Views.AddAsync(View("v-9") with { Saved = new("Ani", false, Now, Now) }, 3, default));
        Assert.Equal(4, (await Views.ListAsync(default)).Count);
    }

    public void Dispose()
    {
        storage.Dispose();
        GC.SuppressFinalize(this);
    }

    private static View View(string id) =>
        new() { Id = id, Title = "Energy", Query = "?topic=energy", Saved = new("Leyla", false, Now, Now) };

    private static void Same(View expected, View? found)
    {
        Assert.Equal(expected.Alerts, found!.Alerts);
        Assert.Equal(expected with { Alerts = [] }, found with { Alerts = [] });
    }
}
