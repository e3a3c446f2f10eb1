using FeedHub.Formats;

namespace FeedHub.Tests.Formats;

/// <summary>Values of another shape than the format says, and values that say nothing.</summary>
public class LooseValueTests
{
    [Theory]
    [InlineData("""
        "authors":{"name":"Aysel","url":"https://a.example/"}
        """, "Aysel")]
    [InlineData("""
        "authors":"Aysel"
        """, "Aysel")]
    [InlineData("""
        "author":"Aysel"
        """, "Aysel")]
    [InlineData("""
        "author":["Aysel",{"name":"Nino"}]
        """, "Aysel, Nino")]
    [InlineData("""
        "authors":[],"author":{"name":"Aysel"}
        """, "Aysel")]
    [InlineData("""
        "authors":[{"name":"Aysel"},{"name":"Aysel"},{"name":" "},null,7,"Nino"]
        """, "Aysel, Nino")]
    [InlineData("""
        "author":"Aysel <a@a.example>"
        """, "Aysel")]
    [InlineData("""
        "author":""
        """, "")]
    public void Authors_of_JSON_are_read_in_any_shape(string fields, string expected)
    {
        foreach (var document in new[] { Json($"{fields.Trim()},\"items\":[]"), Json($"\"items\":[{{\"id\":\"1\",{fields.Trim()}}}]") })
        {
            var authors = document.Items.Count == 0 ? document.Authors : document.Items[0].Authors;
            Assert.Equal(expected, string.Join(", ", authors.Select(a => a.Name)));
        }
    }

    [Theory]
    [InlineData("""["a","",null," ","b","a"," b ",{"name":"c"}]""", "a|b|c")]
    [InlineData("\"a, b,,a\"", "a|b")]
    [InlineData("[]", "")]
    [InlineData("{}", "")]
    public void Blank_and_repeated_tags_of_JSON_are_left_out(string tags, string expected) =>
        Assert.Equal(
            expected,
            string.Join('|', Json($"\"items\":[{{\"id\":\"1\",\"tags\":{tags}}}]").Items[0].Categories.Select(c => c.Term)));

    [Fact]
    public void Blank_and_repeated_categories_are_left_out()
    {
        var rss = FeedReaderTests.Read(
            "<rss><channel><item><title>A</title><category> </category><category/><category>a</category><category> a </category>"
            + "<category domain=\"x\">a</category><category><![CDATA[  ]]></category></item></channel></rss>");
        Assert.Equal([new("a"), new FeedCategory("a", "x")], rss.Items[0].Categories);
        var atom = FeedReaderTests.Read(
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title><category term=' '/><category/><category term='a'/>"
            + "<category term='a '/></entry></feed>");
        Assert.Equal([new FeedCategory("a")], atom.Items[0].Categories);
    }

    [Theory]
    [InlineData("12", null)]
    [InlineData("0", null)]
    [InlineData("Yes", null)]
    [InlineData("No comments", null)]
    [InlineData("n/a", null)]
    [InlineData("mailto:a@a.example", null)]
    [InlineData("https://a.example/1#comments", "https://a.example/1#comments")]
    [InlineData("/1/#respond", "https://a.example/1/#respond")]
    [InlineData("comments.php?id=1", "https://a.example/comments.php?id=1")]
    [InlineData("comments.html", "https://a.example/comments.html")]
    [InlineData("news/1/comments", "https://a.example/news/1/comments")]
    public void What_is_no_address_is_none_of_comments(string comments, string? expected)
    {
        var document = FeedReaderTests.Read(
            $"<rss><channel><item><title>A</title><comments>{comments}</comments></item></channel></rss>",
            new(BaseUrl: "https://a.example/feed"));
        Assert.Equal(expected, document.Items[0].Comments);
        Assert.Equal(expected is null, document.Notes.Any(n => n.Message.Contains("address of comments", StringComparison.Ordinal)));
    }

    private static FeedDocument Json(string fields) =>
        FeedReaderTests.Read($"{{\"version\":\"https://jsonfeed.org/version/1.1\",{fields}}}");
}
