using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Markup;

namespace FeedHub.Tests.Core.Briefs.Import;

/// <summary>What a post says by the form of its words is still said on the brief's page and in its feeds.</summary>
public sealed class ImportedFormsTests
{
    [Theory]
    [InlineData("10<sup>9</sup> tonnes of CO<sub>2</sub>", "10<sup>9</sup> tonnes of CO<sub>2</sub>")]
    [InlineData("pays <del>2,000</del> <ins>3,000</ins> manat", "pays <del>2,000</del> <ins>3,000</ins> manat")]
    [InlineData("pays <s>2,000</s> manat", "pays <del>2,000</del> manat")]
    [InlineData("pays <span style='text-decoration: line-through'>2,000</span> manat", "pays <del>2,000</del> manat")]
    [InlineData("<sup>a</sup> first, <b>10<sup>9</sup></b>", "<sup>a</sup> first, <strong>10</strong><sup><strong>9</strong></sup>")]
    [InlineData("<a href=https://a.example/>m<sup>2</sup></a>",
        "<a href=\"https://a.example/\" rel=\"noopener nofollow\">m</a>"
        + "<a href=\"https://a.example/\" rel=\"noopener nofollow\"><sup>2</sup></a>")]
    [InlineData("<a href='https://a.example/?a=1&amp;copy;=2'>m</a>",
        "<a href=\"https://a.example/?a=1&amp;copy;=2\" rel=\"noopener nofollow\">m</a>")]
    [InlineData("run <code>a_b *c* &lt;d&gt;</code> now", "run <code>a_b *c* &lt;d&gt;</code> now")]
    [InlineData("run <code>a | `b` *c*</code> now", "run <code>a | `b` *c*</code> now")]
    [InlineData("press <kbd>Q</kbd>", "press <code>Q</code>")]
    [InlineData("<sup>&lt;script&gt;alert(1)&lt;/script&gt;</sup> a", "<sup>&lt;script&gt;alert(1)&lt;/script&gt;</sup> a")]
    public void Raised_lowered_deleted_and_inserted_words_and_code_stay_so(string html, string shown) =>
        Assert.Equal($"<p>{shown}</p>", Shown($"<p>{html}</p>"));

    [Fact]
    public void Deleted_paragraphs_and_lists_stay_deleted() => Assert.Equal(
        "<p><del>Old.</del></p>\n<ul>\n<li><del>Older.</del></li>\n</ul>", Shown("<del><p>Old.</p><ul><li>Older.</li></ul></del>"));

    [Fact]
    public void A_dek_and_a_heading_say_figures_as_they_are_now()
    {
        var brief = Import(
            "<p><em>In this issue, 10<sup>9</sup> tonnes of CO<sub>2</sub> cost <del>2,000</del> <ins>3,000</ins> manat.</em></p>"
            + "<p>Text.</p><h2>On m<sup>3</sup></h2><p>More.</p>");
        Assert.Equal("In this issue, 10⁹ tonnes of CO₂ cost 3,000 manat.", brief.Dek);
        Assert.Contains("## On m³\n", brief.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_that_extend_over_others_keep_every_cell_in_its_column() => Assert.Equal(
        "<table><tbody><tr><th rowspan=\"2\">Port</th><th colspan=\"2\">Tonnes &amp; m<sup>3</sup></th></tr>"
        + "<tr><th>2025</th><th><a href=\"https://a.example/?a=1&amp;b=2\" rel=\"noopener nofollow\">2026</a></th></tr>"
        + "<tr><td>Alat</td><td>1 &lt; 2</td><td><strong>3</strong><br>(est.)</td></tr></tbody></table>",
        Lines(Shown(
            "<table><thead><tr><th rowspan=2>Port</th><th colspan=2>Tonnes &amp; m<sup>3</sup></th></tr>"
            + "<tr><th>2025<th><a href='https://a.example/?a=1&b=2'>2026</a></tr></thead>"
            + "<tbody><tr><td rowspan=9>Alat<td>1 &lt; 2<td><b>3</b><br>(est.)</table>")));

    [Fact]
    public void A_table_keeps_its_caption() => Assert.StartsWith(
        "<p>Exports, 10<sup>6</sup> t</p><table>",
        Lines(Shown("<table><caption>Exports, 10<sup>6</sup> t</caption><tr><th>A<th>B<tr><td>1<td>2</table>")), StringComparison.Ordinal);

    [Fact]
    public void A_table_of_many_extended_cells_stays_a_table() => Assert.Equal(
        450, Shown($"<table>{string.Concat(Enumerable.Repeat("<tr><td colspan=2><b>a</b><td>b<td>c<td>d</tr>", 450))}</table>")
            .Split("<td colspan=\"2\"").Length - 1);

    [Theory]
    [InlineData("<figure class='wp-block-gallery has-nested-images'>{0}<figcaption>The port.</figcaption></figure>",
        "<figure class='wp-block-image'><img src=/{0}.jpg alt='{0}'><figcaption>Picture {0}, 10<sup>2</sup></figcaption></figure>")]
    [InlineData("<figure class=wp-block-gallery><ul class=blocks-gallery-grid>{0}</ul><figcaption>The port.</figcaption></figure>",
        "<li class=blocks-gallery-item><figure><img src=/{0}.jpg alt={0}><figcaption>Picture {0}, 10<sup>2</sup></figcaption></figure>")]
    [InlineData("<div class=gallery>{0}</div><p>The port.</p>",
        "<dl class=gallery-item><dt><a href=/{0}/><img src=/{0}.jpg alt={0}></a></dt>"
        + "<dd class=wp-caption-text>Picture {0}, 10<sup>2</sup></dl>")]
    public void A_gallery_keeps_all_its_pictures_with_their_captions(string gallery, string picture) => Assert.Equal(
        string.Concat(new[] { "a", "b", "c" }.Select(n =>
            $"<p><img src=\"https://desk.example/{n}.jpg\" alt=\"{n}\"></p><p><em>Picture {n}, 10²</em></p>")) + "<p>The port.</p>",
        Lines(Shown(string.Format(
            null, gallery, string.Concat(new[] { "a", "b", "c" }.Select(n => string.Format(null, picture, n)))))));

    [Fact]
    public void A_picture_and_its_twin_for_browsers_without_scripts_are_one() => Assert.Equal(
        "<p><img src=\"https://desk.example/a.jpg\" alt=\"a\"></p>",
        Shown("<figure><img data-src=/a.jpg alt=a><noscript><img src=/a.jpg alt=a></noscript></figure>"));

    [Theory]
    [InlineData("<div class=wp-block-buttons><div class=wp-block-button><a class=wp-block-button__link href=/x>Read it</a></div></div>",
        "x", "Read it")]
    [InlineData(
        "<div class=wp-block-file><a href=/a.pdf>The brief as PDF</a>"
        + "<a href=/a.pdf class=wp-block-file__button download>Download</a></div>",
        "a.pdf", "The brief as PDF")]
    [InlineData("<div class=wp-block-file><a href=/a.pdf class=wp-block-file__button download>Download</a></div>", "a.pdf", "Download")]
    [InlineData("<figure><audio controls src=/talk%20one.mp3></audio></figure>", "talk%20one.mp3", "talk one.mp3")]
    [InlineData("<video title='The ferry'><source src=/ferry.mp4></video>", "ferry.mp4", "The ferry")]
    public void Buttons_files_and_recordings_become_one_link_each(string html, string path, string words) => Assert.Equal(
        $"<p><a href=\"https://desk.example/{path}\" rel=\"noopener nofollow\">{words}</a></p>", Shown(html));

    [Theory]
    [InlineData("<ol start=3><li>c<li>d</ol>", "<ol start=\"3\"><li>c</li><li>d</li></ol>")]
    [InlineData("<ol><li value=3>c<li>d</ol>", "<ol start=\"3\"><li>c</li><li>d</li></ol>")]
    [InlineData("<ol><li>a</ol><ol start=9><li>b<p>more</p><li>c</ol>",
        "<ol><li>a</li></ol><ol start=\"9\"><li><p>b</p><p>more</p></li><li><p>c</p></li></ol>")]
    public void A_list_keeps_the_number_that_it_begins_with(string html, string shown) => Assert.Equal(shown, Lines(Shown(html)));

    [Fact]
    public void What_cannot_be_kept_is_told_by_its_element() => Assert.Equal(
        [
            "<math>: a formula has no form in a brief", "<ol> (“b a”): its numbers count down; they count up now",
            "<audio>: it has no address that readers can open", "<object>: content of a plug-in has no form in a brief",
        ],
        Read(
            Beginning + "<math><mi>E</mi>=<mi>m</mi></math><ol reversed><li>b </li><li>a</ol><audio src=blob:x></audio>"
            + "<object data=a.swf></object><svg><path d=x></svg>").Notes);

    private static string Lines(string html) => html.Replace("\n", "", StringComparison.Ordinal);

    private const string Beginning = "<p>In this issue, one thing is examined, and that at some length.</p><p>Text.</p>";

    private static string Shown(string html)
    {
        var brief = Import(Beginning + html);
        var section = Assert.Single(BriefMarkdown.Read(brief.Markdown, "/series/x", "y", watching: false).Sections);
        Assert.StartsWith("<p>Text.</p>", section.Html, StringComparison.Ordinal);
        return section.Html["<p>Text.</p>".Length..].Trim();
    }

    private static ImportedBrief Import(string html) => Read(html).Brief;

    private static ImportReading.Read Read(string html) =>
        Assert.IsType<ImportReading.Read>(HtmlBrief.Read($"<h1>A title</h1><article>{html}", "https://desk.example/a/"));
}
