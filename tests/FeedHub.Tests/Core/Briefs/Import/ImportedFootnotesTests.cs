using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Markup;

namespace FeedHub.Tests.Core.Briefs.Import;

/// <summary>Footnotes, as WordPress and its plug-ins write them, are footnotes of the brief.</summary>
public sealed class ImportedFootnotesTests
{
    private const string Beginning = "<p>In this issue, one thing is examined, and that at some length.</p><p>Text.</p>";

    [Theory]
    [InlineData(
        "<p>One.<sup data-fn=u1 class=fn><a href=#u1 id=u1-link>1</a></sup> Two.<sup data-fn=u2><a href=#u2 id=u2-link>2</a></sup></p>"
        + "<ol class=wp-block-footnotes><li id=u1>First, 10<sup>9</sup>. <a href=#u1-link>↩︎</a></li>"
        + "<li id=u2>1 January. <a href=#u2-link>↩︎</a></li></ol>")]
    [InlineData(
        "<p>One.<sup><a href=https://desk.example/a/#fn1 id=r1>1</a></sup> Two.<a href=#fn2 id=r2><sup>2</sup></a></p>"
        + "<p id=fn1><sup>1</sup> First, 10<sup>9</sup>. <a href=#r1>back</a></p><p id=fn2><a href=#r2>2</a>. 1 January.</p>")]
    [InlineData(
        "<p>One.<a href=#fn1 id=r1>[1]</a> Two.<a href=#fn2 id=r2>[2]</a></p>"
        + "<p><a id=fn1 href=#r1>[1]</a> First, 10<sup>9</sup>.</p><p><a name=fn2></a>[2] 1 January.</p>")]
    public void Marks_lead_to_their_notes_within_the_brief_and_back(string html)
    {
        var brief = Import(Beginning + html);
        Assert.EndsWith(
            "One.[^1] Two.[^2]\n\n[^1]: First, 10<sup>9</sup>.\n\n[^2]: 1 January.\n", brief.Markdown, StringComparison.Ordinal);
        Assert.Equal(
            "<p>One.<sup><a id=\"fnref-1\" href=\"#fn-1\" rel=\"noopener nofollow\">1</a></sup> "
            + "Two.<sup><a id=\"fnref-2\" href=\"#fn-2\" rel=\"noopener nofollow\">2</a></sup></p>",
            Sections(brief)[0].Html["<p>Text.</p>\n".Length..]);
        Assert.Equal(
            "<hr>\n<ol>\n<li id=\"fn-1\"><p>First, 10<sup>9</sup>. "
            + "<a href=\"#fnref-1\" rel=\"noopener nofollow\">↩︎</a></p></li>\n"
            + "<li id=\"fn-2\"><p>1 January. <a href=\"#fnref-2\" rel=\"noopener nofollow\">↩︎</a></p></li>\n</ol>",
            Sections(brief)[1].Html);
    }

    [Fact]
    public void A_note_of_several_paragraphs_and_marks_stays_whole()
    {
        var brief = Import(
            $"{Beginning}<p>One<sup><a href=#n>*</a></sup>: two<sup><a href=#n>*</a></sup>(b)</p><h2>What we are watching</h2>"
            + "<p><b>A vote.</b> Soon.</p><ol><li id=n><p>First.</p><p>Second.</p></li></ol>");
        var sections = Sections(brief);
        Assert.Equal("<p>Soon.</p>", Assert.Single(sections[1].Items).Html);
        Assert.Equal(BriefSectionKind.Footnotes, sections[^1].Kind);
        Assert.Contains("<p>First.</p>\n<p>Second. <a ", sections[^1].Html, StringComparison.Ordinal);
        Assert.Single(sections[0].Html.Split("fnref-1")[1..]);
        Assert.Contains("</sup>: two", sections[0].Html, StringComparison.Ordinal);
        Assert.EndsWith("</sup>(b)</p>", sections[0].Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_whose_mark_a_heading_had_stays_below_the_text() => Assert.EndsWith(
        "## Ports\n\nMore.\n\n1. The note.\n",
        Import($"{Beginning}<h2>Ports<sup><a href=#n>1</a></sup></h2><p>More.</p><p id=n>The note.</p>").Markdown,
        StringComparison.Ordinal);

    [Fact]
    public void A_link_to_another_part_of_the_text_is_no_footnote() => Assert.Contains(
        "[see below](<https://desk.example/a/#n>)",
        Import($"{Beginning}<p><a href=#n>see below</a></p><p id=n>The other part.</p>").Markdown, StringComparison.Ordinal);

    [Fact]
    public void No_text_chooses_an_id()
    {
        var html = string.Concat(BriefMarkdown.Read(
            "a[^1] <a id=\"x\" href=\"#fn-1\">b</a> `<a href=\"/series/x/y#fn-2\">`\n\n[^1]: <b id=\"y\">c</b> <script>d</script>\n",
            "/series/x", "y", watching: false).Sections.Select(s => s.Html));
        Assert.Equal(["id=\"fnref-1\"", "id=\"fn-1\""], Ids(html));
        Assert.DoesNotContain("script", html, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Ids(string html) =>
        html.Split(' ', '>').Where(w => w.StartsWith("id=", StringComparison.Ordinal));

    private static IReadOnlyList<BriefSection> Sections(ImportedBrief brief) =>
        BriefMarkdown.Read(brief.Markdown, "/series/x", "y", watching: false).Sections;

    private static ImportedBrief Import(string html) =>
        Assert.IsType<ImportReading.Read>(HtmlBrief.Read($"<h1>A title</h1><article>{html}", "https://desk.example/a/")).Brief;
}
