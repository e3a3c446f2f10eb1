using FeedHub.Storage;

namespace FeedHub.Tests.Storage;

public sealed class BriefStoreTests : IDisposable
{
    private readonly TemporaryStorage storage = new();

    private BriefStore Store => new(storage.Database);

    [Fact]
    public async Task A_changed_text_is_a_version_and_an_unchanged_one_is_none()
    {
        await KeepAsync(0, ("a", "one"), ("b", "other"));
        await KeepAsync(1, ("a", "one"), ("b", "other"));
        await KeepAsync(2, ("a", "two"), ("b", "other"));
        // Back to what it said at first: a version again, since it was something else in between.
        await KeepAsync(3, ("a", "one"));
        var versions = await Store.VersionsAsync("weekly", "a", default);
        Assert.Equal([(1, "one", 0), (2, "two", 2), (3, "one", 3)], versions.Select(v => (v.Number, v.Text, (v.Seen - TemporaryStorage.Start).Hours)));
        Assert.Single(await Store.VersionsAsync("weekly", "b", default));
    }

    [Fact]
    public async Task Briefs_of_one_name_in_two_series_are_two()
    {
        await KeepAsync(0, ("a", "one"));
        await Store.KeepVersionsAsync("monthly", new Dictionary<string, string> { ["a"] = "two" }, TemporaryStorage.Start, default);
        Assert.Equal("one", Assert.Single(await Store.VersionsAsync("weekly", "a", default)).Text);
        Assert.Empty(await Store.VersionsAsync("daily", "a", default));
    }

    public void Dispose() => storage.Dispose();

    private Task KeepAsync(int hour, params (string Slug, string Text)[] texts) =>
        Store.KeepVersionsAsync("weekly", texts.ToDictionary(t => t.Slug, t => t.Text), TemporaryStorage.Start.AddHours(hour), default);
}
