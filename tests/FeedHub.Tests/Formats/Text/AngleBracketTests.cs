using FeedHub.Core.Entries;
using FeedHub.Core.Sources;

namespace FeedHub.Tests.Formats.Text;

/// <summary>Words in angle brackets are words unless HTML knows an element of their name.</summary>
public class AngleBracketTests
{
    [Theory]
    [InlineData("<Aurora> gazette", "<Aurora> gazette")]
    [InlineData("<orbis>", "<orbis>")]
    [InlineData("<Xəbər>", "<Xəbər>")]
    [InlineData("<Крик> души", "<Крик> души")]
    [InlineData("Write to <news@outlet.example>", "Write to <news@outlet.example>")]
    [InlineData("I <3 Tbilisi", "I <3 Tbilisi")]
    [InlineData("a<b", "a<b")]
    [InlineData("if a <b and c> d", "if a <b and c> d")]
    [InlineData("x <y> z </y>", "x <y> z </y>")]
    [InlineData("</Aurora>", "</Aurora>")]
    [InlineData("<!Aurora>", "<!Aurora>")]
    [InlineData("<Aurora & <b>Bold</b>", "<Aurora & Bold")]
    [InlineData("<b>Bold</b> <Aurora>", "Bold <Aurora>")]
    [InlineData("AT&amp;T <Aurora>", "AT&T <Aurora>")]
    [InlineData("&lt;Aurora&gt; gazette", "<Aurora> gazette")]
    [InlineData("<em class=\"x\">Real</em> markup<br/>", "Real markup")]
    [InlineData("<P>Upper</P><!-- note -->", "Upper")]
    [InlineData("<a href='https://a.example/?a<b'>Link</a>", "Link")]
    [InlineData("<script>alert(1)</script>Safe", "Safe")]
    [InlineData("<strong>Cut <a href=\"https://a.exam", "Cut")]
    public void A_title_keeps_words_and_loses_markup(string title, string expected)
    {
        var escaped = System.Security.SecurityElement.Escape(title);
        Assert.Equal(expected, Title($"<rss><channel><item><title>{escaped}</title><guid>1</guid></item></channel></rss>"));
        Assert.Equal(expected, Title($"<rss><channel><item><title><![CDATA[{title}]]></title><guid>1</guid></item></channel></rss>"));
        Assert.Equal(expected, Title(
            $"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='html'>{escaped}</title><id>1</id></entry></feed>"));
    }

    [Theory]
    [InlineData("<Aurora> gazette", "<Aurora> gazette")]
    [InlineData("Write to <news@outlet.example> now", "Write to <news@outlet.example> now")]
    [InlineData("<Xəbər lenti> bu gün", "<Xəbər lenti> bu gün")]
    [InlineData("The <Aurora>gazette</Aurora> & <b>more</b>", "The <Aurora>gazette</Aurora> & more")]
    [InlineData("<Aurora/> gazette", "<Aurora/> gazette")]
    [InlineData("<b>Bold</b> <m:n xmlns:m='urn:m'>x</m:n>", "Bold x")]
    public void Words_that_nobody_escaped_stay_in_a_title_too(string title, string expected)
    {
        var entry = Entry($"<rss><channel><item><title>{title}</title><link>https://a.example/1</link></item></channel></rss>");
        Assert.Equal((expected, "https://a.example/1"), (entry.Title, entry.Url));
    }

    [Theory]
    [InlineData("News of <Aurora> today", "News of <Aurora> today")]
    [InlineData("Write to <news@outlet.example> &amp; us", "Write to <news@outlet.example> & us")]
    [InlineData("<p>News <my-widget>of</my-widget> today</p>", "News of today")]
    public void A_summary_without_markup_keeps_words_too(string summary, string expected)
    {
        var escaped = System.Security.SecurityElement.Escape(summary);
        var entry = Entry($"<rss><channel><item><title>A</title><description>{escaped}</description></item></channel></rss>");
        Assert.Equal(expected, entry.Text);
        entry = Entry(
            $"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title><summary type='html'>{escaped}</summary></entry></feed>");
        Assert.Equal(expected, entry.Text);
    }

    [Fact]
    public void Names_of_authors_and_categories_keep_words_too()
    {
        var entry = Entry("""
            <rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><title>A</title>
            <dc:creator>&lt;Xəbər&gt;</dc:creator><dc:creator>&lt;b&gt;Aysel&lt;/b&gt;</dc:creator><category>I &lt;3 Baku</category></item></channel></rss>
            """);
        Assert.Equal(["<Xəbər>", "Aysel"], entry.Authors.Select(a => a.Name));
        Assert.Equal(["I <3 Baku"], entry.Categories);
    }

    private static string Title(string body) => Entry(body).Title;

    private static Entry Entry(string body)
    {
        var source = new Source { Id = new SourceId("a"), Title = "A", Url = "https://a.example/feed" };
        var now = DateTimeOffset.UnixEpoch.AddYears(56);
        return Assert.Single(EntryNormaliser.Normalise(FeedReaderTests.Read(body), source, [], now).Entries);
    }
}
