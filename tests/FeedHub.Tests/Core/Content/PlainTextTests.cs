using FeedHub.Core.Content;

namespace FeedHub.Tests.Core.Content;

public class PlainTextTests
{
    [Theory]
    [InlineData("  plain \n\t words\u00A0here ", "plain words here")]
    [InlineData("<p>One</p><p>two</p>", "One two")]
    [InlineData("in<b>no</b>vation <i>and</i>", "innovation and")]
    [InlineData("a<br>b<li>c<td>d", "a b c d")]
    [InlineData("AT&amp;T &lt;b&gt; &#8220;x&#8221; &#150;", "AT&T <b> “x” –")]
    [InlineData("a<script>var x = '<p>';</script>b<style>p{}</style>c<!-- d -->e<iframe>f</iframe>", "a b ce")]
    [InlineData("<img alt=x src=y>caption", "caption")]
    [InlineData("&nbsp;&#32;\u200D", "\u200D")]
    [InlineData("&#55357;&#56832; &#xD83D;&#xDE00; &#xd83d;&#56832 &#55357; &#56832;", "😀 😀 😀 \uFFFD \uFFFD")]
    [InlineData("", "")]
    [InlineData("cut <a href=\"https://", "cut")]
    public void Html_is_read_as_words(string html, string expected) => Assert.Equal(expected, PlainText.FromHtml(html));

    [Fact]
    public void White_space_is_what_Unicode_says_it_is()
    {
        foreach (var c in Enumerable.Range(' ', 0xD800 - ' ').Concat(Enumerable.Range(0xE000, 0x1FFE)).Select(c => (char)c))
            Assert.Equal(char.IsWhiteSpace(c) ? "a b" : $"a{c}b", PlainText.OneLine($"a{c}b"));
    }

    [Theory]
    [InlineData("short", 10, "short")]
    [InlineData("one two three four", 10, "one two…")]
    [InlineData("one two, three four", 10, "one two…")]
    [InlineData("exactly-ten", 11, "exactly-ten")]
    [InlineData("unbreakableword", 8, "unbreak…")]
    [InlineData("😀😀😀😀", 4, "😀…")]
    [InlineData("ab", 1, "…")]
    public void An_excerpt_ends_with_a_word(string text, int max, string expected)
    {
        Assert.Equal(expected, PlainText.Excerpt(text, max));
        Assert.True(PlainText.Excerpt(text, max).Length <= max);
    }

    [Theory]
    [InlineData("Russia’s  “gas” – deal!", "russia s gas deal")]
    [InlineData("ﬁnal Ⅻ №5", "final xii no5")]
    [InlineData("за\u0301мок и замо\u0301к", "замок и замок")]
    [InlineData("soft\u00ADhyphen zero\u200Bwidth", "softhyphen zerowidth")]
    [InlineData("İRAN ΣΟΦΟΣ ΣΟΦΟς", "iran σοφοσ σοφοσ")]
    [InlineData("ᲗᲑᲘᲚᲘᲡᲘ Թբիլիսի և", "თბილისი թբիլիսի եւ")]
    [InlineData("... !!!", "")]
    [InlineData("e\u0301 é", "é é")]
    public void Texts_that_read_the_same_are_the_same_when_normalised(string text, string expected) =>
        Assert.Equal(expected, PlainText.Normalise(text));

    [Fact]
    public void Half_a_character_is_left_out()
    {
        Assert.Equal("abc", PlainText.FromHtml("a\0b\uD800c"));
        Assert.Equal("xy", PlainText.Normalise("x\uD800y"));
    }
}
