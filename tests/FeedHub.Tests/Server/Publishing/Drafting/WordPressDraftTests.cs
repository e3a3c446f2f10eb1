using System.Net;
using System.Text.Json;
using AngleSharp.Html.Parser;
using FeedHub.Core.Briefs;
using FeedHub.Server.Publishing.Drafting;
using FeedHub.Server.Publishing.Writing;
using FeedHub.Tests.Server.Commands;
using FeedHub.Tests.Server.Endpoints;

namespace FeedHub.Tests.Server.Publishing.Drafting;

/// <summary>A draft is sent to WordPress, finished and published there, and comes back by following as one brief.</summary>
public sealed class WordPressDraftTests
{
    private const string Address = "https://post.example/report?a=1&copy;=2&list[]=[gallery]";

    private static readonly string[] Hostile =
    [
        "**bold** [link](https://evil.example) <img src=x onerror=alert(1)> www.evil.example",
        "[gallery ids=\"1\"] [embed]https://evil.example[/embed] <!-- wp:html -->",
        "watch: {lang: en}",
        "Share this on Facebook",
        "\u202Eright to left\u2066 &lt;b&gt; [^1] ~~x~~ <script>alert(1)</script>",
        "end”, said «they», „we“ and \"all\".** [x]: http://evil.example",
    ];

    [Fact]
    public async Task In_each_language_what_is_sent_comes_back_as_it_was_and_as_one_brief()
    {
        await using var institute = await DraftingInstitute.FoundAsync(DraftingDesk.Languages);
        var stories = new List<long>();
        foreach (var title in Hostile)
        {
            stories.Add(await institute.Desk.TellAsync(
                [.. DraftingDesk.Languages.Select(l => DraftingDesk.Report(title, l, url: Address))]));
        }
        stories.Add(await institute.Desk.TellAsync(DraftingDesk.Report(Hostile[3], url: "https://post.example/x")));
        stories.Add(await institute.Desk.TellAsync(DraftingDesk.Report("", text: "Secret words.", outlet: DraftingDesk.Quiet)));
        await institute.OpenAsync();
        foreach (var language in DraftingDesk.Languages)
        {
            using var made = await institute.SendAsync(language, [.. stories]);
            Assert.Equal(HttpStatusCode.Created, made.StatusCode);
            var answer = JsonDocument.Parse(await made.Content.ReadAsByteArrayAsync()).RootElement;
            var site = institute[language];
            var draft = Assert.Single(site.Drafts);
            Assert.Equal(("the-road-b-the-b-bridge", "The road & <b>the</b> bridge", ""), (draft.Slug, draft.Title, draft.Excerpt));
            var edit = $"{site.Api[..^"/wp-json/wp/v2/posts".Length]}/wp-admin/post.php?post={draft.Number}&action=edit";
            Assert.Equal((edit, edit, draft.Slug), (
                made.Header("Location"), answer.GetProperty("url").GetString(), answer.GetProperty("slug").GetString()));
            Assert.Equal((draft.Number, site.Link(draft), site.Guid(draft.Number)), (
                answer.GetProperty("post").GetProperty("id").GetInt32(), answer.GetProperty("post").GetProperty("link").GetString(),
                answer.GetProperty("post").GetProperty("guid").GetString()));

            var before = await institute.PollAsync(language);
            Assert.Empty(before.GetProperty("new").EnumerateArray());
            Assert.False(Directory.Exists(Path.Combine(institute.Desk.Data, "briefs", $"in-{language}")));

            site.Publish(draft with { Status = "publish" });
            var report = await institute.PollAsync(language);
            Assert.Equal([draft.Slug], report.GetProperty("new").EnumerateArray().Select(s => s.GetString()));
            var brief = await PublicAsync(institute, language);
            AssertSame(institute.Desk.Read(language, answer.GetProperty("markdown").GetString()!), brief);
            Assert.Equal((draft.Slug, site.Guid(draft.Number)), (brief.Slug, brief.Id));
            Assert.DoesNotContain("shortcode", JsonSerializer.Serialize(brief.Sections), StringComparison.Ordinal);

            var again = await institute.PollAsync(language);
            Assert.Equal(
                (0, 0, 0, 1),
                (again.GetProperty("new").GetArrayLength(), again.GetProperty("changed").GetArrayLength(),
                    again.GetProperty("proposed").GetArrayLength(), again.GetProperty("unchanged").GetInt32()));
        }
    }

    [Fact]
    public async Task What_an_editor_changes_before_publishing_is_what_comes_out_and_the_name_is_not_given_twice()
    {
        await using var institute = await DraftingInstitute.FoundAsync("en");
        var story = await institute.Desk.TellAsync(DraftingDesk.Report("The bridge is open", url: "https://post.example/bridge"));
        institute.Configure("en", $"follow: {institute["en"].Api}?categories=7,9\n", "");
        await institute.OpenAsync();
        using (var made = await institute.SendAsync("en", story))
            Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var site = institute["en"];
        var draft = Assert.Single(site.Drafts);
        Assert.Equal([7, 9], site.Categories[draft.Number]);
        site.Publish(draft with
        {
            Status = "publish",
            Title = "Who drives on it?",
            Excerpt = "An excerpt that nobody changed when the text did.",
            Content = draft.Content
                .Replace(BriefTemplate.DekStandIn, "The bridge is open, and few drive on it.", StringComparison.Ordinal)
                .Replace("Write here what happened, and why now.", "It was opened on <strong>Monday</strong>.", StringComparison.Ordinal),
        });
        await institute.PollAsync("en");
        var brief = await PublicAsync(institute, "en");
        Assert.Equal(("Who drives on it?", "The bridge is open, and few drive on it."), (brief.Title, brief.Dek));
        Assert.Equal("<p>It was opened on <strong>Monday</strong>.</p>", brief.Sections[0].Html);
        var item = Assert.Single(DraftingDesk.ItemsOf(brief));
        Assert.Contains("<a href=\"https://post.example/bridge\"", item.Html, StringComparison.Ordinal);
        Assert.Empty((await institute.PollAsync("en")).GetProperty("changed").EnumerateArray());

        using var again = await institute.SendAsync("en", story);
        Assert.Contains(
            "called “the-road-b-the-b-bridge” in this series",
            (await again.ProblemAsync(HttpStatusCode.Conflict)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(site.Drafts);
    }

    [Fact]
    public async Task Fifty_stories_come_back_as_fifty_items()
    {
        await using var institute = await DraftingInstitute.FoundAsync("hy");
        var stories = new List<long>();
        for (var i = 0; i < StoryChooser.Most; i++)
        {
            stories.Add(await institute.Desk.TellAsync([.. Enumerable.Range(0, 9).Select(n => DraftingDesk.Report(
                $"Կամուրջը բաց է {i} [x]", DraftingDesk.Languages[n % 6], url: $"https://post.example/{i}-{n}/{new string('x', 400)}"))]));
        }
        await institute.OpenAsync();
        using var made = await institute.SendAsync("hy", [.. stories]);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var markdown = JsonDocument.Parse(await made.Content.ReadAsByteArrayAsync()).RootElement.GetProperty("markdown").GetString()!;
        institute["hy"].Publish(Assert.Single(institute["hy"].Drafts) with { Status = "publish" });
        await institute.PollAsync("hy");
        AssertSame(institute.Desk.Read("hy", markdown), await PublicAsync(institute, "hy"));
    }

    [Fact]
    public async Task The_verb_sends_it_and_says_where_to_finish_it_and_without_a_title_the_day_is_its_name()
    {
        await using var institute = await DraftingInstitute.FoundAsync("en");
        await institute.Desk.TellAsync(DraftingDesk.Report("The bridge is open"));
        await institute.OpenAsync();
        var site = institute["en"];
        string[] draft =
        [
            "brief", "draft", "--series", "in-en", "--config", institute.Desk.Config.Folder, "--data", institute.Desk.Data,
            "--allow-network", "127.0.0.0/8", "--query", "bridge", "--to",
        ];
        var run = await FeedHubRun.OfAsync([.. draft, "wordpress"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        var post = Assert.Single(site.Drafts);
        Assert.StartsWith("draft-", post.Slug, StringComparison.Ordinal);
        Assert.Equal(
            $"in-en: a draft of one story, in WordPress as post {post.Number}, {post.Slug}.\nFinish it at "
                + $"{site.Api[..^"/wp-json/wp/v2/posts".Length]}/wp-admin/post.php?post={post.Number}&action=edit.\n",
            run.Output);
        Assert.False(Directory.Exists(Path.Combine(institute.Desk.Data, "briefs", "in-en")));

        var again = await FeedHubRun.OfAsync([.. draft, "wordpress"]);
        Assert.Equal((1, ""), (again.Code, again.Output));
        Assert.Contains($"already has a post called “{post.Slug}”", again.Error, StringComparison.Ordinal);
        foreach (var wrong in new string[][] { ["paper"], ["wordpress", "--out", "-"] })
        {
            var refused = await FeedHubRun.OfAsync([.. draft, .. wrong]);
            Assert.Equal((2, ""), (refused.Code, refused.Output));
            Assert.Contains("--to", refused.Error, StringComparison.Ordinal);
        }
        Assert.Single(site.Drafts);
    }

    /// <summary>The one brief of the series, once it is public.</summary>
    private static async Task<Brief> PublicAsync(DraftingInstitute institute, string language)
    {
        await RunningHub.WaitAsync(() => Task.FromResult(institute.Desk.SeriesIn(language).Briefs.Count > 0));
        var series = institute.Desk.SeriesIn(language);
        Assert.Empty(series.Drafts);
        Assert.Single(Directory.GetFiles(Path.Combine(institute.Desk.Data, "briefs", $"in-{language}"), "*.md"));
        var brief = Assert.Single(series.Briefs);
        using var page = await institute.Desk.Hub.Client.GetAsync($"/series/in-{language}/{brief.Slug}");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        return brief;
    }

    private static void AssertSame(Brief sent, Brief back)
    {
        Assert.Equal((sent.Title, sent.Dek), (back.Title, back.Dek));
        Assert.Equal(sent.Sections.Select(s => (s.Kind, s.Heading)), back.Sections.Select(s => (s.Kind, s.Heading)));
        foreach (var (section, other) in sent.Sections.Zip(back.Sections))
        {
            Assert.Equal(Shown(section.Html), Shown(other.Html));
            Assert.Equal(section.Items.Select(i => i.Label), other.Items.Select(i => i.Label));
            Assert.All(section.Items.Zip(other.Items), i => Assert.Equal(Shown(i.First.Html), Shown(i.Second.Html)));
        }
    }

    /// <summary>The elements with their words and addresses; without links that an import makes of bare addresses.</summary>
    private static string Shown(string html) => string.Join(
        '\n',
        from element in new HtmlParser().ParseDocument(html).Body!.QuerySelectorAll("*")
        let address = element.GetAttribute("href")?.Replace("[", "%5B", StringComparison.Ordinal)
        where address is null || !address.StartsWith(element.TextContent, StringComparison.Ordinal)
        let words = element.TextContent.Split(' ', '\n').Where(w => w.Length > 0)
        select $"{element.LocalName} {string.Join(' ', words)} {address}");
}
