using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Import;
using FeedHub.Core.Briefs.Markup;

namespace FeedHub.Tests.Core.Briefs.Import;

/// <summary>One brief as four kinds of page and text tell it.</summary>
public sealed class ImportedPageTests
{
    private const string Dek =
        "This week’s Caspian Brief examines what a new ferry line changes for the port of Alat and what it leaves as it was.";
    private const string Url = "https://desk.example/a-ferry-a-port-and-a-price/";

    [Theory]
    [InlineData("gutenberg.html")]
    [InlineData("elementor.html")]
    [InlineData("page.txt")]
    public void Title_dek_authors_and_slug_are_found_and_what_stands_around_the_text_is_not_in_it(string page)
    {
        var brief = Read(page);
        Assert.Equal(("A ferry, a port and a price", Dek, "a-ferry-a-port-and-a-price"), (brief.Title, brief.Dek, brief.Slug));
        Assert.Equal(["Leyla Testova"], brief.Authors);
        Assert.All(
            ["Share", "Related", "Facebook", "bridge", "cable", "Read More", "Leave a Reply", "2026", "Tags", "min read", "Subscribe", Dek],
            words => Assert.DoesNotContain(words, brief.Markdown, StringComparison.Ordinal));
        Assert.Contains("The line was announced on 3 November. It runs twice a week, and", brief.Markdown, StringComparison.Ordinal);
        Assert.Contains(
            "5 * 4 = 20 dollars_per tonne &amp; rising.", string.Concat(Sections(brief).Select(s => s.Html)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gutenberg.html", "Who insures", "Sanctions")]
    [InlineData("elementor.html")]
    [InlineData("page.txt")]
    public void Items_being_watched_have_their_labels_and_all_their_paragraphs(string page, params string[] further)
    {
        var sections = Sections(Read(page));
        Assert.Contains(
            sections, s => s.Kind == BriefSectionKind.WhyItMatters && s.Html.StartsWith("<p>Half of what moves", StringComparison.Ordinal));
        var watching = sections.Single(s => s.Kind == BriefSectionKind.Watching);
        Assert.Equal(["The tariff", "Ice", .. further], watching.Items.Select(i => i.Label));
        Assert.Equal("w-the-tariff", watching.Items[0].Anchor);
        Assert.Equal(
            "<p>It expires in March.</p>\n<p>Forwarders say that they cannot plan beyond that. The next meeting is in Aktau.</p>",
            watching.Items[0].Html);
        Assert.StartsWith("<p>The northern ports freeze, and", watching.Items[1].Html, StringComparison.Ordinal);
        Assert.Equal("", watching.Html);
    }

    [Fact]
    public void A_page_tells_its_guid_dates_picture_licence_subjects_and_related_posts()
    {
        var brief = Read("gutenberg.html");
        Assert.Equal(("https://desk.example/?p=4217", Url, "en"), (brief.Id, brief.Url, brief.Language));
        Assert.Equal(
            (new DateTimeOffset(2026, 11, 16, 5, 30, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 16, 6, 10, 0, TimeSpan.Zero)),
            (brief.Published, brief.Updated));
        Assert.Equal(
            new(
                "https://desk.example/wp-content/uploads/2026/11/ferry.jpg", "A ferry at a quay", "Photo: Port archive, CC BY 4.0",
                "https://creativecommons.org/licenses/by/4.0/"),
                brief.Picture);
        Assert.Equal(["https://desk.example/a-bridge/", "https://desk.example/the-cable/"], brief.Related.Select(r => r.Target));
        Assert.Equal(["AZ", "transport"], [.. brief.Regions, .. brief.Topics]);
        Assert.Contains("[tariff](<https://desk.example/tariff/?page=2>)", brief.Markdown, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_text_has_no_date_but_the_line_that_a_person_may_confirm()
    {
        var brief = Read("page.txt");
        Assert.Equal((null, "November 16, 2026", null), (brief.Published, brief.DateLine, brief.Id));
        Assert.Contains(new RelatedLink("A bridge and its toll", null), brief.Related);
    }

    [Fact]
    public void The_shipped_briefs_come_back_as_they_are_from_their_own_page_and_from_plain_text()
    {
        foreach (var file in Directory.EnumerateFiles(RepositoryFiles.Path("feeds-config", "series", "azerbaijan-brief", "briefs")))
        {
            var parts = File.ReadAllText(file).Split("---\n", 3);
            var (title, dek) = (Front(parts[1], "title"), Front(parts[1], "dek"));
            var sections = BriefMarkdown.Read(parts[2], "/series/x", "y", watching: false).Sections;
            var html = $"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{dek}</p>{string.Concat(sections.Select(Html))}</article></body></html>";
            var text = $"{title}\n\n{dek}\n\n{string.Join("\n\n", sections.Select(Text))}\n";
            foreach (var reading in new[] { HtmlBrief.Read(html, null), PlainTextBrief.Read(text) })
            {
                var brief = Assert.IsType<ImportReading.Read>(reading).Brief;
                Assert.Equal((title, dek), (brief.Title, brief.Dek));
                Assert.Equal(sections.Select(Words), Sections(brief).Select(Words));
            }
        }
    }

    [Fact]
    public void A_page_without_end_or_bottom_is_refused()
    {
        Assert.IsType<ImportReading.Refused>(HtmlBrief.Read(string.Concat(Enumerable.Repeat("<div>", 50_000)), null));
        Assert.IsType<ImportReading.Refused>(HtmlBrief.Read(new string('x', 3 * 1024 * 1024), null));
        Assert.IsType<ImportReading.Refused>(HtmlBrief.Read("<title>Only a title</title>", null));
        Assert.IsType<ImportReading.Refused>(PlainTextBrief.Read("  \n "));
    }

    private static ImportedBrief Read(string page)
    {
        var text = File.ReadAllText(RepositoryFiles.Path("tests", "FeedHub.Tests", "Core", "Briefs", "Import", "Pages", page));
        return Assert.IsType<ImportReading.Read>(
            page.EndsWith(".txt", StringComparison.Ordinal) ? PlainTextBrief.Read(text) : HtmlBrief.Read(text, Url)).Brief;
    }

    private static IReadOnlyList<BriefSection> Sections(ImportedBrief brief) =>
        BriefMarkdown.Read(brief.Markdown, "/series/x", "y", watching: false).Sections;

    private static string Front(string yaml, string key) =>
        yaml.Split('\n').Single(l => l.StartsWith(key + ":", StringComparison.Ordinal))[(key.Length + 2)..].Trim('"');

    private static string Html(BriefSection section) =>
        (section.Heading is null ? "" : $"<h2>{section.Heading}</h2>") + section.Html
        + string.Concat(
            section.Items.Select(i => i.Html.Insert(i.Html.IndexOf("<p>", StringComparison.Ordinal) + 3, $"<strong>{i.Label}.</strong> ")));

    private static string Text(BriefSection section) => string.Join("\n\n", new[] { section.Heading, Plain(section.Html) }
        .Concat(section.Items.Select(i => $"{i.Label}. {Plain(i.Html)}")).Where(t => !string.IsNullOrEmpty(t)));

    private static string Plain(string html) =>
        string.Join("\n\n", html.Split("</p>").Select(FeedHub.Core.Content.PlainText.FromHtml).Where(t => t.Length > 0));

    private static string Words(BriefSection section) =>
        $"{section.Kind} {section.Heading}: {Plain(section.Html)} "
            + $"{string.Join(" / ", section.Items.Select(i => $"[{i.Label}] {Plain(i.Html)}"))}";
}
