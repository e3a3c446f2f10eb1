using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Markup;

namespace FeedHub.Tests.Core.Briefs.Import;

/// <summary>The ways in which editors label what is being watched.</summary>
public sealed class ImportLabelTests
{
    [Theory]
    [InlineData("<h2>What we are watching</h2><p><strong>The vote:</strong> On Sunday.</p><p>Then more.</p><p><strong>Prices.</strong> "
        + "Up.</p>")]
    [InlineData("<h2>What We’re Watching</h2><p><b>The vote</b>: On Sunday.</p><p>Then more.</p><p><b>Prices</b> — Up.</p>")]
    [InlineData("<h3>WHAT WE ARE WATCHING</h3><p><strong>The vote&nbsp;– </strong>On Sunday.</p><p>Then more.</p><p><strong>Prices "
        + "-</strong> Up.</p>")]
    [InlineData("<p><strong>What we are watching:</strong></p><h4>The vote</h4><p>On Sunday.</p><p>Then "
        + "more.</p><h4>Prices</h4><p>Up.</p>")]
    [InlineData("<h2>What we're watching</h2><h2>The vote</h2><p>On Sunday.</p><p>Then more.</p><h2>Prices</h2><p>Up.</p>")]
    [InlineData("<h2>What we are watching</h2><ul><li><strong>The vote.</strong> On Sunday.<p>Then "
        + "more.</p></li><li><strong>Prices.</strong> Up.</li></ul>")]
    [InlineData("<h2>What we are watching</h2><p><strong>The vote</strong><br>On Sunday.</p><p>Then "
        + "more.</p><p><strong>Prices</strong><br>Up.</p>")]
    [InlineData("<h2>What we are watching</h2><p><strong>The vote</strong></p><p>On Sunday.</p><p>Then "
        + "more.</p><p><strong>Prices</strong></p><p>Up.</p>")]
    [InlineData("<h2>What we are watching</h2><p>The vote: On Sunday.</p><p>Then more.</p><p>Prices — Up.</p>")]
    [InlineData("<h2>What we are watching</h2><p>The vote. On Sunday.</p><p>Then more.</p><p>Prices. Up.</p>")]
    [InlineData("<h2>What we are watching</h2><p>The vote</p><p>On Sunday.</p><p>Then more.</p><p>Prices</p><p>Up.</p>")]
    [InlineData("<h2>What we are watching</h2><ul><li>The vote: On Sunday.<p>Then more.</p></li><li>Prices: Up.</li></ul>")]
    [InlineData("<h2>What we are watching</h2><details><summary>The vote</summary><p>On Sunday.</p><p>Then "
        + "more.</p></details><details><summary>Prices</summary><p>Up.</p></details>")]
    [InlineData("<h2>What we are watching</h2><p><span style='font-weight: 700'>The vote:</span> On Sunday.</p><p>Then more.</p><p><span "
        + "style='font-weight:bold'>Prices:</span> Up.</p>")]
    [InlineData("<h2>What we are watching</h2><dl><dt>The vote</dt><dd>On Sunday.<p>Then more.</p></dd><dt>Prices</dt><dd>Up.</dd></dl>")]
    public void Each_way_comes_to_the_same_items(string watching)
    {
        var sections = Read(
            $"<p>This week’s brief examines a vote that is held on Sunday.</p><p>Some text before it.</p>{watching}<h2>Why the world "
                + $"should care</h2><p>It should.</p>");
        Assert.Equal("It should.", Plain(sections.Single(s => s.Kind == BriefSectionKind.WhyItMatters).Html));
        var items = sections.Single(s => s.Kind == BriefSectionKind.Watching).Items;
        Assert.Equal(["The vote: On Sunday. Then more.", "Prices: Up."], items.Select(i => $"{i.Label}: {Plain(i.Html)}"));
    }

    [Fact]
    public void A_list_without_labels_is_called_by_its_first_words()
    {
        var items = Read(
            "<p>This week’s brief examines lists.</p><p>Text.</p><h2>What we are watching</h2><ul><li>The vote in Yerevan on 7 "
                + "December</li><li>Prices</li></ul>")
            .Single(s => s.Kind == BriefSectionKind.Watching).Items;
        Assert.Equal(["The vote in Yerevan on 7 December", "Prices"], items.Select(i => i.Label));
    }

    [Fact]
    public void Bold_words_that_only_begin_a_sentence_are_no_label()
    {
        var section = Read(
            "<p>This week’s brief examines lists.</p><p>Text.</p><h2>What we are watching</h2><p><strong>Baku</strong> has said that it "
                + "will not sign.</p>")
            .Single(s => s.Kind == BriefSectionKind.Watching);
        Assert.Empty(section.Items);
        Assert.Contains("<strong>Baku</strong> has said", section.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# not a heading")]
    [InlineData("- not a list")]
    [InlineData("1. not a list")]
    [InlineData("a * b * c _d_ `e` [f](g) <b>h</b> &amp; \\i | j ~~k~~")]
    [InlineData("=====")]
    [InlineData("> no quotation")]
    public void Text_that_looks_like_Markdown_stays_text(string text)
    {
        var encoded = System.Net.WebUtility.HtmlEncode(text);
        var body = Read($"<p>This week’s brief examines text.</p><p>{encoded}</p><p>More.</p>").Single();
        Assert.Equal($"{text} More.", Plain(body.Html));
    }

    private static IReadOnlyList<BriefSection> Read(string html) =>
        BriefMarkdown.Read(
            Assert.IsType<ImportReading.Read>(HtmlBrief.Read($"<h1>A title</h1><article>{html}</article>", null)).Brief.Markdown,
            "/series/x", "y", watching: false).Sections;

    private static string Plain(string html) => FeedHub.Core.Content.PlainText.FromHtml(html);
}
