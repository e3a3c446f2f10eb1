using FeedHub.Origin;
using FeedHub.Tests.Server.Configuration;

namespace FeedHub.Tests.Server.Publishing;

/// <summary>Briefs that become public together are numbered by their dates, whatever their numbers and order elsewhere.</summary>
public sealed class IssueNumberTests : IAsyncLifetime
{
    private const int Posts = 12;
    private FollowedInstitute institute = null!;

    public async ValueTask InitializeAsync()
    {
        institute = await FollowedInstitute.OpenAsync(0);
        // The older a post, the higher its number there.
        foreach (var n in Enumerable.Range(1, Posts))
            institute.WordPress.Publish(InstitutePosts.Post(n) with { Number = 2000 - n });
        institute.Clock.Advance(TimeSpan.FromDays(7 * (Posts + 2)));
        // Every fourth post has a picture. While it is fetched, the server sees the briefs that have been written by then and numbers them.
        institute.Origin.Put(InstitutePosts.Picture, _ =>
        {
            var written = Directory.EnumerateFiles(Path.Combine(institute.Data, "briefs", "weekly"), "*.md").Count();
            institute.WaitAsync(s => s.Briefs.Count == written).GetAwaiter().GetResult();
            return OriginDocument.Of(InstitutePosts.Png, "image/png", InstitutePosts.First);
        });
    }

    [Theory]
    [InlineData("/wp-json/wp/v2/posts", Posts)]
    [InlineData(WordPress.Category, 10)]
    public async Task An_archive_that_is_followed_is_numbered_by_date_and_what_comes_later_goes_on_from_there(string followed, int length)
    {
        await institute.FollowAsync(institute.Origin.Url(followed));
        await institute.WaitAsync(s => s.Briefs.Count == length);
        Assert.Equal(Enumerable.Range(Posts - length + 1, length), InOrderOfNumbers());

        institute.WordPress.Publish(InstitutePosts.Post(Posts + 1) with { Number = 7 });
        await institute.PollAsync();
        await institute.WaitAsync(s => s.Briefs.Count == length + 1);
        Assert.Equal(length + 1, institute.Find(Posts + 1)!.Issue);
        Assert.Equal(1, institute.Find(Posts - length + 1)!.Issue);
    }

    [Fact]
    public async Task An_archive_that_is_imported_is_numbered_by_date()
    {
        await institute.FollowAsync(institute.Origin.Url("/nothing/"));
        institute.Config.Write("series/weekly/series.yaml", TemporaryConfig.Series);
        Assert.Equal(0, (await institute.RunAsync("import", "--archive", institute.WordPress.Api, "--series", "weekly")).Code);
        await institute.WaitAsync(s => s.Briefs.Count == Posts);
        Assert.Equal(Enumerable.Range(1, Posts), InOrderOfNumbers());
    }

    public ValueTask DisposeAsync() => institute.DisposeAsync();

    private IEnumerable<int> InOrderOfNumbers() => institute.Series.Briefs.OrderBy(b => b.Issue)
        .Select(b => int.Parse(b.Slug["question-".Length..], System.Globalization.CultureInfo.InvariantCulture));
}
