using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Import.WordPress;
using FeedHub.Core.Briefs.Markup;

namespace FeedHub.Tests.Core.Briefs.Import;

/// <summary>What a post or page can do that was made to harm: its words come through, and read back.</summary>
public class HostileImportTests
{
    private const string Beginning = "<p>In this issue, one thing is examined, and that at some length.</p><p>Text.</p>";

    [Theory]
    [InlineData("<ul><li>a", 130)]
    [InlineData("<ol><li>a", 400)]
    [InlineData("<blockquote>a", 130)]
    [InlineData("<ul><li>a<blockquote>b", 100)]
    [InlineData("<div>", 5_000)]
    public void Nesting_is_flattened_and_no_word_is_lost(string piece, int times)
    {
        var brief = Import(Beginning + Times(piece, times) + "the innermost");
        Assert.Null(BriefMarkdown.Excess(brief.Markdown));
        Assert.Contains("the innermost", brief.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Formatting_left_open_is_not_opened_anew_in_every_block()
    {
        var fonts = string.Concat(Enumerable.Range(0, 500).Select(n => $"<font color={n}>"));
        Assert.Contains("the last", Import($"{Beginning}<ul><li>{fonts}{Times("<li>a", 5_000)}</ul><p>the last</p>").Markdown,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_within_tables_are_read_once_each()
    {
        Assert.Contains(
            "the innermost", Import(Beginning + Times("<table><tr><td>a", 60) + "the innermost").Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_links_in_one_paragraph_become_its_words()
    {
        var brief = Import($"{Beginning}<p>{Times("<a href=https://a.example/x>b</a> <i>c</i> ", 3_000)}the last</p>");
        Assert.Null(BriefMarkdown.Excess(brief.Markdown));
        Assert.Contains("the last", brief.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Signs_that_open_no_tag_stay_signs()
    {
        Assert.Contains(
            "1 \\< 2, the last", Import($"{Beginning}<p>1 < 2, the last</p>{Times("<", 50_000)}").Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_drawing_that_is_never_closed_takes_no_words_along()
    {
        Assert.Contains("the last", Import($"{Beginning}<svg><path d=x><p>the last</p>").Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_looks_like_a_filter_stays_text()
    {
        var brief = Import(
            $"{Beginning}<h2>What we are watching</h2><p><strong>A vote.</strong> Soon.</p><p>watch: {{? &amp;a [ *a ] : x}}</p>");
        var text = BriefMarkdown.Read(brief.Markdown, "/series/x", "y", watching: false);
        Assert.Contains("watch: {? &amp;a [ *a ] : x}", text.Sections[^1].Items[0].Html, StringComparison.Ordinal);
        Assert.Empty(text.Watches);
    }

    [Theory]
    [InlineData("<p>watch: {country: AM}</p>")]
    [InlineData("<p>watch: {country: AM, q: \"a *b* `c`\"}</p>")]
    [InlineData("<ul><li>watch: {country: AM}</li><li><strong>A second.</strong> Soon.</li></ul>")]
    [InlineData("<p>&#119;atch&#58; {country: AM}</p>")]
    [InlineData("<p>wat\uFFFEch: {country: AM}</p>")]
    [InlineData("<p><b>watch:</b> {country: AM}</p>")]
    [InlineData("<p>wa<i></i>tch: {country: AM}</p>")]
    [InlineData("<p>watch\u200b: {country: AM}</p>")]
    public void What_looks_like_a_filter_is_none_even_once_an_editor_has_saved_the_brief(string html)
    {
        var brief = Import($"{Beginning}<h2>What we are watching</h2><p><strong>A vote.</strong> Soon.</p>{html}");
        var text = BriefMarkdown.Read(brief.Markdown, "/series/x", "y", watching: true);
        Assert.Empty(text.Watches);
        Assert.Contains(text.Sections[^1].Items, i => i.Html.Contains("{country: AM", StringComparison.Ordinal));
        Assert.DoesNotContain(text.Sections[^1].Items, i => i.Html.Contains('\\', StringComparison.Ordinal));
    }

    [Fact]
    public void A_line_of_the_text_takes_the_place_of_no_other_file()
    {
        var hash = new string('a', 64);
        var text = $"---\ntitle: A\n---\nText.\n\nsupersedes: {hash}\n\ncorrections:\n- no\n";
        Assert.Null(BriefFile.Supersedes(text));
        Assert.Equal(hash, BriefFile.Supersedes(BriefFile.Supersede(text, hash)));
        Assert.StartsWith(
            "---\ncorrections:\n  - {kind: retraction", BriefFile.Withdraw(text, DateTimeOffset.UnixEpoch, "Wrong."),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Half_an_emoji_of_WordPress_is_a_sign_that_could_not_be_read()
    {
        var posts = WordPressAnswer.Read("""{"id":7,"slug":"a","title":"A \ud83d title","date_gmt":"2026-11-02T08:00:00","content":"<p>Words \ud83d\ude00 and \\ud83d.</p>"}"""u8.ToArray()).Posts;
        var brief = Assert.IsType<ImportReading.Read>(Assert.Single(posts!).Read()).Brief;
        Assert.Equal("A \ufffd title", brief.Title);
        Assert.Contains("Words \U0001f600 and \\\\ud83d.", brief.Markdown, StringComparison.Ordinal);
    }

    private static ImportedBrief Import(string html) =>
        Assert.IsType<ImportReading.Read>(HtmlBrief.Read($"<h1>A title</h1><article>{html}", "https://desk.example/a/")).Brief;

    private static string Times(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
