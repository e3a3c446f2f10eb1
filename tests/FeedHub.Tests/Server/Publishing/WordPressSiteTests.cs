using System.Globalization;
using System.Text;
using System.Web;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Server.Publishing.Import;

namespace FeedHub.Tests.Server.Publishing;

public class WordPressSiteTests
{
    [Theory]
    [InlineData(250, 250, true)]
    [InlineData(5000, 5000, false)]
    [InlineData(7000, 5000, false)]
    public async Task A_list_that_ends_before_the_oldest_post_says_so(int posts, int listed, bool isWhole)
    {
        var index = await new WordPressSite(new OutsideFetch(new Site(posts)))
            .IndexAsync("https://desk.example/wp-json/wp/v2/posts", TestContext.Current.CancellationToken);
        Assert.Equal((listed, isWhole), (index.Posts?.Count, index.IsWhole));
    }

    private sealed class Site(int posts) : IFeedFetcher
    {
        public void Invited(string url) => throw new NotSupportedException();

        public Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken)
        {
            var asked = HttpUtility.ParseQueryString(new Uri(request.Url).Query);
            var (size, page) = (Number(asked["per_page"]), Number(asked["page"]));
            var list = Enumerable.Range(1, posts).Skip((page - 1) * size).Take(size)
                .Select(n => $$"""{"id":{{n}},"link":"https://desk.example/?p={{n}}","status":"publish","modified_gmt":"2026-11-01T00:00:00"}""");
            return Task.FromResult<FetchResult>(new FetchResult.Fetched
            {
                Body = Encoding.UTF8.GetBytes($"[{string.Join(',', list)}]"),
                FinalUrl = request.Url,
                StatusCode = 200,
            });
        }

        private static int Number(string? text) => int.Parse(text!, CultureInfo.InvariantCulture);
    }
}
