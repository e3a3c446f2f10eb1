using AngleSharp.Html.Parser;
using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Server.Publishing;
using FeedHub.Server.Publishing.Drafting;
using FeedHub.Server.Publishing.Writing;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Publishing.Drafting;

/// <summary>Stories become a brief that reads back, whatever outlets wrote.</summary>
public class StoryDraftTests : IAsyncDisposable
{
    private const string Address = "https://post.example/report?a=1&copy;=2";

    /// <summary>What no title may do: mark up, link, steer, end a quotation, be a filter or a heading.</summary>
    private static readonly string[] Hostile =
    [
        "**bold** [link](https://evil.example) <img src=x onerror=alert(1)> www.evil.example",
        "watch: {lang: en}",
        "# heading | cell | http://evil.example/",
        "\u202Eright to left\u2066 &lt;b&gt; [^1] ~~x~~",
        "end”, said «they», „we“ and \"all\".** [x]: http://evil.example",
    ];

    private static readonly Subjects Energy = new()
    {
        Topics = new Dictionary<string, double> { ["energy"] = 3 },
        Regions = new Dictionary<string, double> { ["AZ"] = 2 },
    };

    private readonly DraftingDesk desk = new();

    [Fact]
    public async Task In_each_language_a_draft_of_hostile_titles_reads_back_and_shows_them_as_quotations()
    {
        var stories = new List<long>();
        foreach (var title in Hostile)
            stories.Add(await desk.TellAsync([.. DraftingDesk.Languages.Select(l => DraftingDesk.Report(title, l, url: Address))]));
        await desk.OpenAsync();
        foreach (var language in DraftingDesk.Languages)
        {
            var brief = desk.Read(language, (await desk.DraftAsync(language, [.. stories])).Text);
            Assert.Equal(
                [BriefSectionKind.Body, BriefSectionKind.Watching, BriefSectionKind.WhyItMatters], brief.Sections.Select(s => s.Kind));
            Assert.Equal(DraftWording.In(language).Watching, brief.Sections[1].Heading);
            Assert.Equal((BriefStatus.Draft, language), (brief.Status, brief.Language));
            var items = DraftingDesk.ItemsOf(brief);
            Assert.Equal(Hostile.Length, items.Count);
            foreach (var (item, title) in items.Zip(Hostile))
            {
                var html = new HtmlParser().ParseDocument(item.Html);
                var shown = DraftWording.In(language).Quoted(
                    title.Replace("\u202E", "", StringComparison.Ordinal).Replace("\u2066", "", StringComparison.Ordinal));
                var first = html.QuerySelector("p")!.TextContent;
                Assert.Contains(shown, first, StringComparison.Ordinal);
                Assert.Contains($"The *post-{language}*", first, StringComparison.Ordinal);
                Assert.Contains("6", first, StringComparison.Ordinal);
                Assert.Equal(["A", "BODY", "HEAD", "HTML", "LI", "P", "UL"], html.All.Select(e => e.TagName).Distinct().Order());
                var links = html.QuerySelectorAll("a");
                Assert.All(links, link => Assert.Equal((shown, Address), (link.TextContent, link.GetAttribute("href"))));
                Assert.Equal(6, links.Length);
            }
        }
    }

    [Fact]
    public async Task A_quotation_in_another_language_says_so_and_what_may_not_be_shown_is_not()
    {
        var foreign = await desk.TellAsync(DraftingDesk.Report("ხიდი გაიხსნა", "ka"));
        var silent = await desk.TellAsync(DraftingDesk.Report("", text: "Secret words of the text.", outlet: DraftingDesk.Quiet));
        var begun = await desk.TellAsync(DraftingDesk.Report("", text: "These words may be shown.", url: "javascript:alert(1)"));
        await desk.OpenAsync();
        var items = DraftingDesk.ItemsOf(desk.Read("en", (await desk.DraftAsync("en", foreign, silent, begun)).Text));
        Assert.StartsWith("<p>The *post-ka* wrote in Georgian: “ხიდი გაიხსნა”. One outlet (independent) reported it in Georgian, "
            + "on 23 November 2026, 08:00 UTC.</p>", items[0].Html, StringComparison.Ordinal);
        Assert.StartsWith("<p>The *quiet* reported it without a title. ", items[1].Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret", items[1].Html, StringComparison.Ordinal);
        Assert.Contains("wrote: “These words may be shown.”.", items[2].Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<a", items[2].Html, StringComparison.Ordinal);
        Assert.Equal(["Story 1", "Story 2", "Story 3"], items.Select(i => i.Label));
        Assert.All(items, item => Assert.Null(item.Watch));
    }

    [Fact]
    public async Task A_label_has_names_of_the_language_and_its_filter_finds_the_story()
    {
        string[] titles =
        [
            "Ilham Aliyev opens a gas terminal in Sangachal", "Ильхам Алиев открыл газовый терминал в Сангачале",
            "İlham Əliyev Səngəçalda qaz terminalını açıb",
        ];
        var told = await desk.TellAsync(Energy, [.. titles.Zip(["en", "ru", "az"], (title, l) => DraftingDesk.Report(title, l))]);
        var again = await desk.TellAsync(Energy, DraftingDesk.Report(titles[0]));
        await desk.OpenAsync();
        foreach (var (language, name, topic) in new[]
        {
            ("en", "Ilham Aliyev", "energy"), ("ru", "Ильхам Алиев", "энергетика"), ("az", "İlham Əliyev", "enerji"),
            ("ka", "ილჰამ ალიევი", "ენერგეტიკა"),
        })
        {
            var draft = await desk.DraftAsync(language, told, again);
            var brief = desk.Read(language, draft.Text);
            var items = DraftingDesk.ItemsOf(brief);
            Assert.StartsWith(name, items[0].Label, StringComparison.Ordinal);
            Assert.Contains($": {topic}", items[0].Label, StringComparison.Ordinal);
            Assert.Equal(2, items.Select(i => i.Label).Distinct().Count());
            Assert.Equal(["AZ"], brief.Regions);
            Assert.Equal(["energy"], brief.Topics);
            var query = QueryHelpers.ParseQuery(items[0].Watch);
            var filter = ((TimelineReading.Understood)TimelineQuery.Read(n => query.GetValueOrDefault(n))).Filter;
            var found = await desk.Services.GetRequiredService<ITimelineStore>().PageAsync(filter, TextExtent.Excerpt, default);
            Assert.Equal([again, told], found.Stories.Select(s => s.Id.Value));
        }
    }

    [Fact]
    public async Task A_merged_story_is_followed_none_comes_twice_and_one_that_is_missing_is_named()
    {
        var (first, second, third) = (
            await desk.TellAsync(DraftingDesk.Report("One")), await desk.TellAsync(DraftingDesk.Report("Two")),
            await desk.TellAsync(DraftingDesk.Report("Three")));
        await desk.MergeAsync(first, second);
        await desk.OpenAsync();
        var draft = await desk.DraftAsync("en", third, second, first, third);
        Assert.Equal([third, first], draft.Stories.Select(s => s.Value));
        Assert.Equal(2, DraftingDesk.ItemsOf(desk.Read("en", draft.Text)).Count);

        Assert.Equal("stories", (await RefusedAsync(new StoryChoice.Named([]))).Field);
        Assert.Equal("stories", (await RefusedAsync(new StoryChoice.Named([.. Enumerable.Range(1, 51).Select(n => (long)n)]))).Field);
        Assert.Contains(
            "no story 998, 999.", (await RefusedAsync(new StoryChoice.Named([first, 998, 999]))).Remedy, StringComparison.Ordinal);
        Assert.Equal("limit", (await RefusedAsync(new StoryChoice.Asked(new TimelineFilter { Limit = 51 }))).Field);
        var nothing = TimelineFilter.All.With(TimelineConditions.Text, "nobody");
        Assert.Equal("query", (await RefusedAsync(new StoryChoice.Asked(nothing))).Field);
        var newest = await desk.Drafter.MakeAsync(
            desk.SeriesIn("en"), new StoryChoice.Asked(new TimelineFilter { Limit = 1 }), " A\u202E title ", default);
        Assert.Equal([third], newest.Draft!.Stories.Select(s => s.Value));
        Assert.Equal("A title", desk.Read("en", newest.Draft.Text).Title);
        Assert.Equal("title", (await desk.Drafter.MakeAsync(
            desk.SeriesIn("en"), new StoryChoice.Named([third]), " \u202E", default)).Refusal!.Field);

        async Task<DraftRefusal> RefusedAsync(StoryChoice choice)
        {
            var (draft, refusal) = await desk.Drafter.MakeAsync(desk.SeriesIn("en"), choice, null, default);
            Assert.Null(draft);
            return refusal!;
        }
    }

    [Fact]
    public async Task Fifty_stories_with_long_titles_and_addresses_fit_into_a_brief()
    {
        var stories = new List<long>();
        for (var i = 0; i < StoryChooser.Most; i++)
        {
            stories.Add(await desk.TellAsync([.. Enumerable.Range(0, 9).Select(n => DraftingDesk.Report(
                new string('[', 400), DraftingDesk.Languages[n % 6], url: $"https://post.example/{i}-{n}/{new string('x', 1_400)}"))]));
        }
        await desk.OpenAsync();
        var text = (await desk.DraftAsync("hy", [.. stories])).Text;
        Assert.InRange(text.Length, 1, BriefWriter.MaxLength);
        var items = DraftingDesk.ItemsOf(desk.Read("hy", text));
        Assert.Equal(StoryChooser.Most, items.Count);
        Assert.All(items.Zip(stories), item =>
        {
            Assert.Contains("<a href=\"https://post.example/", item.First.Html, StringComparison.Ordinal);
            Assert.Contains($"<a href=\"https://hub.example/stories/{item.Second}\"", item.First.Html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task What_is_saved_is_a_draft_for_editors_and_may_not_come_out_as_it_is()
    {
        var story = await desk.TellAsync(DraftingDesk.Report(Hostile[0], url: Address));
        await desk.OpenAsync();
        var draft = await desk.DraftAsync("en", story);
        var names = new List<string?>();
        for (var i = 0; i < 2; i++)
            names.Add(await desk.Drafter.SaveAsync(desk.SeriesIn("en"), draft, Editor.CommandLine, default));
        Assert.Equal([draft.Name, $"{draft.Name}-2"], names);
        await RunningHub.WaitAsync(() => Task.FromResult(desk.SeriesIn("en").Drafts.Count == 2));

        var brief = desk.SeriesIn("en").Drafts.Single(b => b.Slug == draft.Name);
        using (var hidden = await desk.Hub.Client.GetAsync($"/series/in-en/{draft.Name}"))
            Assert.Equal(System.Net.HttpStatusCode.NotFound, hidden.StatusCode);
        var preview = await desk.Services.GetRequiredService<PreviewSecret>().PathAsync(desk.SeriesIn("en"), brief, default);
        var page = new HtmlParser().ParseDocument(await desk.Hub.Client.GetStringAsync(preview));
        Assert.Equal("Story 1", page.QuerySelector("#w-story-1 h3")!.ChildNodes[0].TextContent.Trim());
        Assert.Equal(Address, page.QuerySelector("li a[href^='https://post.example']")!.GetAttribute("href"));

        var writer = desk.Services.GetRequiredService<BriefWriter>();
        var form = await writer.OpenAsync(desk.SeriesIn("en"), draft.Name, null, default);
        Assert.Empty(form!.Problems!);
        var published = await writer.TakeAsync(
            desk.SeriesIn("en"), draft.Name, new(WritingIntent.Publish, "", form.Text, form.Begun, WrittenPicture.None), Editor.CommandLine,
            default);
        Assert.Null(published.Saved);
        Assert.Equal(4, BriefTemplate.Unwritten(form.Text, "x").Count());
        var acts = await desk.Services.GetRequiredService<IEditorLog>().LatestAsync("in-en", null, null, 10, default);
        Assert.Equal([EditorActKind.Create, EditorActKind.Create], acts.Select(a => a.Act.Kind));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();
}
