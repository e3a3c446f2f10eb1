using FeedHub.Core.Briefs.Markup;

namespace FeedHub.Tests.Core.Briefs.Markup;

public class WordPressHtmlTests
{
    private const string Page = "https://hub.example/series/weekly/ferry";

    [Fact]
    public void A_brief_becomes_blocks_of_the_editor_in_which_nothing_of_others_is_run()
    {
        var text = BriefMarkdown.Read(
            """
            See [the **page**](/stories/1) and \[gallery\].

            > Quoted.

            ## What we are watching

            **The [x] ferry.** It sails.

            - [One](<https://a.example/?q=[gallery]>), here
            - Two

            watch: {entity: baku}
            """,
            "/series/weekly", "ferry", watching: true);
        var brief = new FeedHub.Core.Briefs.Brief
        {
            Slug = "ferry",
            Id = "x",
            Issue = null,
            Title = "Ferry",
            Dek = "A < b & [c]",
            Published = DateTimeOffset.UnixEpoch,
            Updated = DateTimeOffset.UnixEpoch,
            Language = "en",
            Sections = text.Sections,
        };
        Assert.Equal("""
            <!-- wp:paragraph -->
            <p><em>A &lt; b &amp; [¬c]</em></p>
            <!-- /wp:paragraph -->

            <!-- wp:paragraph -->
            <p>See <a href="https://hub.example/stories/1">the <strong>page</strong></a> and [¬gallery].</p>
            <!-- /wp:paragraph -->

            <blockquote>
            <p>Quoted.</p>
            </blockquote>

            <!-- wp:heading -->
            <h2 class="wp-block-heading">What we are watching</h2>
            <!-- /wp:heading -->

            <!-- wp:heading {"level":3} -->
            <h3 class="wp-block-heading">The [¬x] ferry</h3>
            <!-- /wp:heading -->

            <!-- wp:paragraph -->
            <p>It sails.</p>
            <!-- /wp:paragraph -->

            <!-- wp:list -->
            <ul class="wp-block-list"><!-- wp:list-item -->
            <li><a href="https://a.example/?q=%5Bgallery%5D">One</a>, here</li>
            <!-- /wp:list-item -->

            <!-- wp:list-item -->
            <li>Two</li>
            <!-- /wp:list-item --></ul>
            <!-- /wp:list -->


            """.ReplaceLineEndings("\n").Replace('¬', '\u2060'), WordPressHtml.From(brief, Page));
    }
}
