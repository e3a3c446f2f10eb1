using AngleSharp.Html.Parser;
using FeedHub.Server.Rendering;

namespace FeedHub.Tests.Server.Rendering;

public class ExternalImagesTests
{
    [Theory]
    [InlineData("<p>a <img src=\"https://x.example/1.jpg\" alt=\"A bridge\"> b</p>", "Picture: A bridge")]
    [InlineData("<IMG SRC=//x.example/1.jpg>", "Picture")]
    [InlineData("<img src=\"/\\x.example/1.jpg\">", "Picture")]
    [InlineData("<img src=\"/ours.jpg\" srcset=\"https://x.example/2.jpg 2x\">", "Picture")]
    public void A_picture_elsewhere_becomes_a_link_to_it(string html, string words)
    {
        var made = new HtmlParser().ParseDocument(ExternalImages.ToLinks(html));
        Assert.Null(made.QuerySelector("img"));
        var link = made.QuerySelector("a.picture")!;
        Assert.Equal(words, link.TextContent);
        Assert.Contains("noopener", link.GetAttribute("rel"));
    }

    [Fact]
    public void A_picture_in_a_link_leaves_its_words_in_the_link()
    {
        var made = ExternalImages.ToLinks("<a href=\"https://x.example/\"><img src=\"https://x.example/1.jpg\" alt=\"A bridge\"></a>");
        Assert.Equal("<a href=\"https://x.example/\"><span class=\"picture\">Picture: A bridge</span></a>", made);
    }

    [Theory]
    [InlineData("<p>no picture</p>")]
    [InlineData("<p><img src=\"media/ours.jpg\" alt=\"Ours\"></p>")]
    public void What_is_ours_stays(string html) => Assert.Equal(html, ExternalImages.ToLinks(html));
}
