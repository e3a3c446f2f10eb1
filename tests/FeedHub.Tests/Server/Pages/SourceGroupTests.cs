using FeedHub.Core.Sources;
using FeedHub.Server.Pages;
using FeedHub.Tests.Storage;

namespace FeedHub.Tests.Server.Pages;

/// <summary>A page never shows more sources than somebody can look through, and each is on one.</summary>
public sealed class SourceGroupTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private readonly TemporaryStorage storage = new();

    public async ValueTask InitializeAsync()
    {
        await storage.Sources.ReconcileAsync(
            [
                .. Enumerable.Range(0, 450).Select(i => TemporaryStorage.Source($"new-{i}")),
                .. Enumerable.Range(0, 3).Select(i => TemporaryStorage.Source($"bad-{i}")),
            ],
            Now, default);
        for (var i = 0; i < 3; i++)
        {
            var order = new ClaimOrder { Worker = "one", Only = new SourceId($"bad-{i}") };
            var claimed = Assert.Single(await storage.Sources.ClaimAsync(order, Now, default));
            await storage.Ingestion.CommitAsync(
                new("one", TemporaryStorage.Failed(claimed, Now, new(FetchFailure.HttpServerError, "HTTP 500", null))), default);
        }
    }

    [Fact]
    public async Task The_page_of_all_sources_has_the_first_of_each_standing_and_counts_all()
    {
        var groups = await SourceGroup.TogetherAsync(storage.Sources, Now, default);
        Assert.Equal(
            [(SourceStanding.Failing, 3, 3), (SourceStanding.Waiting, 450, SourceGroup.MaxTogether)],
            groups.Select(g => (g.Standing, g.Count, g.Shown.Count)));
    }

    [Fact]
    public async Task The_pages_of_a_standing_have_each_of_its_sources_once()
    {
        var pages = new List<SourceGroup>();
        for (var page = 1; page <= 3; page++)
            pages.Add((await SourceGroup.AloneAsync(storage.Sources, SourceStanding.Waiting, page, Now, default))!);
        Assert.Equal([200, 200, 50], pages.Select(p => p.Shown.Count));
        Assert.All(pages, p => Assert.Equal((450, 3), (p.Count, p.Pages)));
        Assert.Equal(450, pages.SelectMany(p => p.Shown).Select(s => s.Source.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("waiting", 4)]
    [InlineData("waiting", int.MaxValue)]
    [InlineData("broken", 1)]
    public async Task There_is_no_page_after_the_last_and_none_of_nothing(string standing, int page) =>
        Assert.Null(await SourceGroup.AloneAsync(storage.Sources, SourceStandings.Named(standing)!.Value, page, Now, default));

    [Theory]
    [InlineData("")]
    [InlineData("Working")]
    [InlineData("4")]
    [InlineData("asleep")]
    public void A_standing_has_one_name(string name) => Assert.Null(SourceStandings.Named(name));

    public ValueTask DisposeAsync()
    {
        storage.Dispose();
        return ValueTask.CompletedTask;
    }
}
