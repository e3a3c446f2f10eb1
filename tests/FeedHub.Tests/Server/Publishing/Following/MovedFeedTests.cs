using System.Net;
using FeedHub.Formats;
using FeedHub.Formats.Reading;
using FeedHub.Origin;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.AspNetCore.Http;

namespace FeedHub.Tests.Server.Publishing.Following;

/// <summary>A site redirects its feeds here: readers see nothing as new, and we do not follow ourselves.</summary>
public sealed class MovedFeedTests : IAsyncLifetime
{
    private const string Category = WordPress.Category;
    private FollowedInstitute institute = null!;

    public async ValueTask InitializeAsync() => institute = await FollowedInstitute.OpenAsync(14);

    [Fact]
    public async Task A_reader_that_knew_the_site_s_ten_items_gets_the_same_ten_and_then_the_next()
    {
        await institute.FollowAsync(institute.WordPress.Api);
        await institute.WaitAsync(s => s.Briefs.Count == 14);
        var theirs = await ReadAsync(institute.Origin.Url("/feed/"));
        Assert.Equal(10, theirs.Items.Count);
        Assert.Equal(Known(theirs), Known(await ReadOursAsync("?limit=10")));
        // One who has followed since the first has them all.
        Assert.Subset(Known(await ReadOursAsync("")).ToHashSet(), Known(theirs).ToHashSet());

        institute.WordPress.Publish(InstitutePosts.Post(15));
        await institute.PollAsync();
        await institute.WaitAsync(s => s.Briefs.Count == 15);
        Assert.Equal(
            [institute.WordPress.Guid(1015)],
            (await ReadOursAsync("?limit=10")).Items.Select(i => i.Id!).Except(theirs.Items.Select(i => i.Id!)));
    }

    [Fact]
    public async Task A_followed_feed_that_leads_back_to_us_is_not_read()
    {
        var moved = false;
        institute.Origin.Put(Category, _ => moved
            ? OriginDocument.Of("", "text/html") with
            {
                Status = StatusCodes.Status301MovedPermanently,
                Headers = new Dictionary<string, string> { ["Location"] = Ours("").ToString() },
            }
            : institute.WordPress.FeedDocument());
        await institute.FollowAsync(institute.Origin.Url(Category));
        await institute.WaitAsync(s => s.Briefs.Count == 10);
        var before = await File.ReadAllTextAsync(institute.FileOf(12));

        moved = true;
        using var answer = await institute.AskAsync();
        await answer.ProblemAsync(HttpStatusCode.BadGateway);
        Assert.Contains("it leads to our own feed", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(institute.FileOf(12)));
        Assert.Equal(10, institute.Series.Briefs.Count);
    }

    public ValueTask DisposeAsync() => institute.DisposeAsync();

    private static List<(string?, DateTimeOffset?)> Known(FeedDocument feed) => [.. feed.Items.Select(i => (i.Id, i.Published))];

    private Task<FeedDocument> ReadOursAsync(string query) =>
        ReadAsync(Ours(query).ToString());

    private Uri Ours(string query) => new(institute.Hub.Client.BaseAddress!, "/series/weekly/feed.rss" + query);


    private static async Task<FeedDocument> ReadAsync(string url)
    {
        using var client = new HttpClient();
        var read = FeedReader.Read(await client.GetByteArrayAsync(url), new FeedHub.Formats.FeedOrigin());
        return Assert.IsType<FeedReading.Readable>(read).Document;
    }
}
