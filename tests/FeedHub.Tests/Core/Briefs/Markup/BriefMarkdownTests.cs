using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Markup;

namespace FeedHub.Tests.Core.Briefs.Markup;

public class BriefMarkdownTests
{
    [Fact]
    public void The_headings_of_the_house_shape_are_known_and_any_other_is_kept()
    {
        var sections = Read(
            "Lead.\n\n## What we’re watching\n\n**A.** x\n\n## Numbers\n\n7\n\n## Why the world should care\n\nBecause.").Sections;
        Assert.Equal(
            [(BriefSectionKind.Body, null), (BriefSectionKind.Watching, "What we’re watching"), (BriefSectionKind.Other, "Numbers"),
                (BriefSectionKind.WhyItMatters, "Why the world should care")],
            sections.Select(s => (s.Kind, s.Heading)));
        Assert.Equal("<p>Lead.</p>", sections[0].Html);
        Assert.Equal("<p>7</p>", sections[2].Html);
    }

    [Theory]
    [InlineData("**First.** One.\n\nTwo.\n\n**Second:** Three.")]
    [InlineData("**First:** One.\n\nTwo.\n\n__Second.__ Three.")]
    [InlineData("**First**: One.\n\nTwo.\n\n**Second** — Three.")]
    [InlineData("### First\n\nOne.\n\nTwo.\n\n### Second\n\nThree.")]
    [InlineData("- **First.** One.\n\n  Two.\n\n- **Second.** Three.")]
    [InlineData("1. **First.** One.\n\n   Two.\n2. **Second.** Three.")]
    [InlineData("* **First.** One.\n* Two.\n* **Second.** Three.")]
    [InlineData("**First**\nOne.\n\nTwo.\n\n**Second**\n\nThree.")]
    public void An_item_being_watched_begins_with_a_label_in_any_of_these_shapes(string markdown)
    {
        var watching = Assert.Single(Read($"## What we are watching\n\n{markdown}\n").Sections);
        Assert.Equal("", watching.Html);
        Assert.Equal(
            [new("w-first", "First", "<p>One.</p>\n<p>Two.</p>"), new("w-second", "Second", "<p>Three.</p>")],
            watching.Items.Select(i => i with { Html = i.Html.Replace("\n\n", "\n", StringComparison.Ordinal) }));
    }

    [Fact]
    public void Bold_words_that_only_begin_a_sentence_are_no_label()
    {
        var item = Assert.Single(Watching("**Label.** One.\n\n**Iran** said two.").Items);
        Assert.Contains("<strong>Iran</strong> said two.", item.Html);
    }

    [Fact]
    public void What_stands_before_the_first_label_is_kept_and_so_is_a_list_without_labels()
    {
        var watching = Watching("Three things.\n\n- plain\n\n**Label.** One:\n\n- a\n- b");
        Assert.Contains("Three things.", watching.Html);
        Assert.Contains("<li>plain</li>", watching.Html);
        Assert.Contains("<li>b</li>", Assert.Single(watching.Items).Html);
    }

    [Fact]
    public void Labels_that_are_alike_or_have_no_Latin_letter_have_anchors_of_their_own() => Assert.Equal(
        ["w-the-vote", "w-the-vote-2", "w-item", "w-item-2", "w-nakhchivan"],
        Watching("**The vote.** a\n\n**The vote?** b\n\n**Քվե.** c\n\n**ხმა.** d\n\n**Nákhchivan.** e").Items.Select(i => i.Anchor));

    [Fact]
    public void A_label_may_hold_other_markup()
    {
        var item = Assert.Single(Watching("**The *long* [road](https://x.example/).** It is `long`.").Items);
        Assert.Equal(("The long road", "<p>It is <code>long</code>.</p>"), (item.Label, item.Html));
    }

    [Fact]
    public void Media_are_pointed_to_below_the_series_from_either_spelling()
    {
        var text = Read("![a](media/a.png)\n\n![b](../media/b%20c.png)\n\n[own](/series/weekly/other) [out](https://x.example/y)");
        var html = Assert.Single(text.Sections).Html;
        Assert.Contains("src=\"/base/series/weekly/media/a.png\"", html);
        Assert.Contains("src=\"/base/series/weekly/media/b%20c.png\"", html);
        Assert.Contains("href=\"/series/weekly/other\"", html);
        Assert.Contains("href=\"https://x.example/y\"", html);
        Assert.Equal([new("a.png", 1), new("b c.png", 3)], text.Media);
    }

    [Fact]
    public void HTML_in_the_text_is_made_safe()
    {
        var html = Assert.Single(Read("Text <script>alert(1)</script><b onclick=x>bold</b> [x](javascript:alert(1))").Sections).Html;
        Assert.DoesNotContain("script", html);
        Assert.DoesNotContain("onclick", html);
        Assert.Contains("bold", html);
    }

    [Fact]
    public void Tables_are_read() =>
        Assert.Contains("<td>2</td>", Assert.Single(Read("| a | b |\n| - | - |\n| 1 | 2 |").Sections).Html);

    private static BriefText Read(string markdown) => BriefMarkdown.Read(markdown, "/base/series/weekly", "first", watching: true);

    private static BriefSection Watching(string markdown) => Assert.Single(Read($"## What we are watching\n\n{markdown}").Sections);
}
