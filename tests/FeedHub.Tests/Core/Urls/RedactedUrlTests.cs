using FeedHub.Core.Urls;

namespace FeedHub.Tests.Core.Urls;

public class RedactedUrlTests
{
    [Theory]
    [InlineData("https://user:pw@a.example/feed", "https://a.example/feed")]
    [InlineData("https://pw@a.example", "https://a.example")]
    [InlineData("https://user:p@w@a.example/x@y?z=@", "https://a.example/x@y?z=@")]
    [InlineData("https://a.example/feed?api_key=s3cret", "https://a.example/feed?api_key=***")]
    [InlineData("https://a.example/feed?x=1&TOKEN=s3cret&y=2#f", "https://a.example/feed?x=1&TOKEN=***&y=2#f")]
    [InlineData("https://a.example/feed?x=1;access-token=s3/c?ret", "https://a.example/feed?x=1;access-token=***")]
    [InlineData("https://a.example/feed?X-Amz-Signature=s3cret", "https://a.example/feed?X-Amz-Signature=***")]
    [InlineData("https://a.example/feed?keyword=baku&monkey=1&author=me", "https://a.example/feed?keyword=baku&monkey=1&author=me")]
    [InlineData("https://a.example/key=1", "https://a.example/key=1")]
    [InlineData("feed.xml", "feed.xml")]
    public void What_looks_like_a_secret_in_an_address_is_hidden(string url, string shown) => Assert.Equal(shown, RedactedUrl.From(url));
}
