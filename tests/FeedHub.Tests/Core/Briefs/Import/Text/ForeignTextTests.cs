using AngleSharp.Html.Parser;
using FeedHub.Core.Briefs.Import.Text;
using FeedHub.Core.Briefs.Markup;

namespace FeedHub.Tests.Core.Briefs.Import.Text;

/// <summary>What others wrote is shown as they wrote it, wherever it stands in a line of our Markdown.</summary>
public sealed class ForeignTextTests
{
    public static TheoryData<string, string> Hostile => new()
    {
        { "**bold** _it_ `code` ~~x~~ 2*3*4", "**bold** _it_ `code` ~~x~~ 2*3*4" },
        { "[link](https://evil.example) ![picture](x) [x]: <y>", "[link](https://evil.example) ![picture](x) [x]: <y>" },
        { "http://evil.example WWW.evil.example mailto:a@b tel:1", "http://evil.example WWW.evil.example mailto:a@b tel:1" },
        { "<img src=x onerror=alert(1)><script>x()</script><!-- -->", "<img src=x onerror=alert(1)><script>x()</script><!-- -->" },
        { "&lt;b&gt; &#42; &amp;copy; R&D \\* \\", "&lt;b&gt; &#42; &amp;copy; R&D \\* \\" },
        { "a | b | c [^1] $x$ ==y== ^z^", "a | b | c [^1] $x$ ==y== ^z^" },
        { "one\n# two\n\n- three\r\n> four\u2028five", "one # two - three > four five" },
        { "\u202Eevil\u2066 \u0007bell\u0000 \uD800half\u200B\uFEFF", "evil bell half" },
        { "end.** “quoted” said „they“ «all»", "end.** “quoted” said „they“ «all»" },
        { "# heading", "# heading" },
        { "1. one", "1. one" },
        { "- item", "- item" },
        { "watch: {lang: en}", "watch: {lang: en}" },
        { "Əliyev Алиев Ալիև ალიევი 🙂", "Əliyev Алиев Ալիև ალიევი 🙂" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Words_of_others_are_shown_and_do_nothing(string hostile, string shown)
    {
        var words = ForeignText.Words(hostile);
        foreach (var markdown in new[] { $"Before “{words}” after.", $"- {words}, after", $"**{words}.** after", $"- {words}", words })
        {
            var section = Assert.Single(BriefMarkdown.Read(markdown, "/series/weekly", "x", watching: true).Sections);
            var html = new HtmlParser().ParseDocument(section.Html).Body!;
            Assert.Contains(shown, html.TextContent, StringComparison.Ordinal);
            Assert.Subset(new HashSet<string> { "P", "UL", "LI", "STRONG" }, html.QuerySelectorAll("*").Select(e => e.TagName).ToHashSet());
        }
    }

    [Theory]
    [InlineData("https://a.example/x?a=1&copy;=2&b=3")]
    [InlineData("https://a.example/(x)[y]*z*_w_\"'`|~")]
    [InlineData("https://a.example/хəბ")]
    [InlineData("https://a.example/a b>c<d")]
    public void A_link_leads_to_its_address_whatever_is_in_it(string url)
    {
        var markdown = $"- {ForeignText.Link(ForeignText.Words("]( title"), url)}, after";
        var html = Assert.Single(BriefMarkdown.Read(markdown, "/series/weekly", "x", watching: true).Sections).Html;
        var link = Assert.Single(new HtmlParser().ParseDocument(html).QuerySelectorAll("a"));
        Assert.Equal("]( title", link.TextContent);
        Assert.Equal(url, Uri.UnescapeDataString(link.GetAttribute("href")!));
    }

    [Fact]
    public void Without_a_fit_address_words_stay_words()
    {
        Assert.Equal("title", ForeignText.Link("title", null));
        Assert.Equal("title", ForeignText.Link("title", "https://a.example/" + new string('x', 2_000)));
    }
}
