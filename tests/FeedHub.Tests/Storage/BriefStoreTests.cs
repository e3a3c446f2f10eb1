using FeedHub.Core.Briefs;
using FeedHub.Storage.Briefs;

namespace FeedHub.Tests.Storage;

public class BriefStoreTests : IDisposable
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
        Assert.Equal([(1, "one", 0), (2, "two", 2), (3, "one", 3)], versions.Select(v =>
            (v.Number, v.Text, (v.Seen - TemporaryStorage.Start).Hours)));
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

    [Fact]
    public async Task A_number_is_kept_from_the_release_on_and_nothing_takes_it_away_again()
    {
        var hidden = Claim("hidden", 10);
        Assert.Equal([("hidden", "tag:hidden", 1)], await IdentifyAsync(0, hidden));
        // One that comes out before it moves what was only foreseen, and not the ID.
        Assert.Equal(
            [("first", "tag:first", 1), ("hidden", "tag:hidden", 2)],
            await IdentifyAsync(1, hidden with { MintedId = "tag:other" }, Claim("first", 1)));
        Assert.Equal([("first", "tag:first", 1), ("hidden", "tag:hidden", 2)], await IdentifyAsync(11, hidden, Claim("first", 1)));
        // From here on both stay as they are: when taken back before their release by their files, dated anew, or joined by an older one.
        Assert.Equal(
            [("first", "tag:first", 1), ("hidden", "tag:hidden", 2), ("older", "tag:older", 3)],
            await IdentifyAsync(12, hidden with { Released = null }, Claim("first", 20), Claim("older", -5)));
    }

    public void Dispose() => storage.Dispose();

    private static BriefClaim Claim(string slug, int hour) => new(slug, null, null, $"tag:{slug}", TemporaryStorage.Start.AddHours(hour));

    private async Task<IEnumerable<(string, string, int?)>> IdentifyAsync(int hour, params BriefClaim[] claims) =>
        (await Store.IdentifyAsync("weekly", claims, TemporaryStorage.Start.AddHours(hour), default))
            .Values.Select(i => (i.Slug, i.Id, i.Issue)).OrderBy(i => i.Slug, StringComparer.Ordinal);

    private Task KeepAsync(int hour, params (string Slug, string Text)[] texts) =>
        Store.KeepVersionsAsync("weekly", texts.ToDictionary(t => t.Slug, t => t.Text), TemporaryStorage.Start.AddHours(hour), default);
}
