using System.Globalization;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Origin;
using FeedHub.Tests.Core.Ingestion;

namespace FeedHub.Tests.Core.Entries;

/// <summary>An outlet that changes IDs, links or markup has published nothing new, and different items stay different.</summary>
public sealed class ChangedIdentifierTests : IAsyncLifetime
{
    private static readonly string[] Words = ["alpha", "bravo", "carrot"];
    private PollSetting setting = null!;

    /// <summary>What each of the three items has at a poll, by its number and the number of the poll.</summary>
    private delegate (string? Id, string? Link) Identify(int item, int poll);

    public static TheoryData<string> Changes => [.. Ways.Keys];

    private static readonly Dictionary<string, Identify> Ways = new()
    {
        ["renumbered IDs"] = (i, p) => ($"https://o.example/?p={(p * 100) + i}", $"https://o.example/2026/{Words[i]}/"),
        ["IDs that turn to https"] = (i, p) => ($"{(p == 0 ? "http" : "https")}://o.example/?p={i}", $"https://o.example/{Words[i]}/"),
        ["IDs and links that turn to https"] = (i, p) => Both($"{(p == 0 ? "http" : "https")}://o.example/{Words[i]}/"),
        ["a stamp in ID and link"] = (i, p) => Both($"https://o.example/{Words[i]}?t=17000000{p}0"),
        ["a token in the path of the ID"] = (i, p) => ($"https://o.example/{p}aXf/{i}", $"https://o.example/{Words[i]}"),
        ["www. in IDs and links"] = (i, p) => Both($"https://{(p == 0 ? "" : "www.")}o.example/{Words[i]}"),
        ["another domain"] = (i, p) => Both($"https://{(p == 0 ? "o" : "other")}.example/{Words[i]}"),
        ["another domain, renumbered"] = (i, p) => ($"{(p * 50) + i}", $"https://{(p == 0 ? "o" : "other")}.example/{Words[i]}"),
        ["IDs that are dropped"] = (i, p) => (p == 0 ? $"{i}" : null, $"https://o.example/{Words[i]}"),
        ["links that are dropped"] = (i, p) => ($"{(p * 10) + i}", p == 0 ? $"https://o.example/{Words[i]}" : null),
        ["IDs that were links"] = (i, p) => (p == 0 ? $"https://o.example/{Words[i]}" : $"{i}", $"https://o.example/{Words[i]}"),
        ["permalinks"] = (i, p) => Both(p == 0 ? $"https://o.example/?p={i}" : $"https://o.example/2026/11/{Words[i]}/"),
    };

    public async ValueTask InitializeAsync() => setting = await PollSetting.StartAsync();

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Three_items_stay_three_whatever_identifies_them(string way)
    {
        for (var poll = 0; poll < 3; poll++)
            await PollAsync(string.Concat(Enumerable.Range(0, 3).Select(i => Item(i, Ways[way](i, poll)))));
        var state = await setting.StateAsync();
        Assert.Equal((3, 0L), (await CountAsync(), state.Habits.Arrivals.Missed));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task After_ten_days_nothing_is_new(string way)
    {
        await PollAsync(string.Concat(Enumerable.Range(0, 3).Select(i => Item(i, Ways[way](i, 0)))));
        await PollAsync(string.Concat(Enumerable.Range(0, 3).Select(i => Item(i, Ways[way](i, 1)))), TimeSpan.FromDays(10));
        Assert.Equal(3, await CountAsync());
    }

    [Fact]
    public async Task An_edit_with_a_new_ID_is_a_revision_and_its_headline_leads()
    {
        await PollAsync(Item(0, ("1", "https://o.example/a")) + Item(1, ("2", "https://o.example/b")));
        await PollAsync(Item(0, ("11", "https://o.example/a"), " (updated)") + Item(1, ("12", "https://o.example/b")));
        var stories = await StoriesAsync();
        Assert.Equal(
            ["Report on bravo from the desk", "Report on alpha from the desk (updated)"],
            stories.Select(s => s.Lead.Entry.Title).Order().Reverse());
        var edited = stories.Single(s => s.Lead.Entry.Title.EndsWith("(updated)", StringComparison.Ordinal));
        Assert.Single((await setting.Storage.Timeline.RevisionsAsync(edited.Id, default))[edited.Lead.Entry.Id]);
    }

    [Fact]
    public async Task Items_that_all_link_to_the_section_are_as_many_stories()
    {
        string[] titles = ["Parliament in Yerevan adopts the budget", "Train derails near Kutaisi", "Baku opens a metro station"];
        await PollAsync(string.Concat(titles.Select((t, i) => Item(i, ($"s{i}", "https://o.example/news/"), title: t))));
        Assert.Equal(3, (await StoriesAsync()).Count);
    }

    [Fact]
    public async Task A_page_that_shows_another_article_each_day_joins_none_of_them()
    {
        string[] titles = ["Parliament in Yerevan adopts the budget", "Train derails near Kutaisi", "Baku opens a metro station"];
        foreach (var (i, title) in titles.Index())
            await PollAsync(Item(i, ($"s{i}", "https://o.example/live"), title: title));
        Assert.Equal((3, 3), (await CountAsync(), (await StoriesAsync()).Count));
    }

    [Fact]
    public async Task A_series_with_one_title_keeps_an_entry_for_each_day()
    {
        for (var day = 0; day < 4; day++)
        {
            await PollAsync(string.Concat(Enumerable.Range(0, day + 1).Select(i =>
                Item(
                    i, ($"r{i}", "https://o.example/press-review"), title: "Press review",
                    text: $"Day {i}: {Words[i % 3]} wrote about {i * 17}."))));
        }
        Assert.Equal(4, await CountAsync());
    }

    [Fact]
    public async Task An_ID_that_comes_again_on_another_item_hides_neither()
    {
        await PollAsync(Item(0, ("1", "https://o.example/a"), text: "The first text says this."));
        await PollAsync(
            Item(1, ("1", "https://o.example/b"), title: "Train derails near Kutaisi", text: "Something else entirely happened."));
        await PollAsync(
            Item(1, ("1", "https://o.example/b"), title: "Train derails near Kutaisi", text: "Something else entirely happened."));
        Assert.Equal(2, await CountAsync());
    }

    [Fact]
    public async Task An_ID_that_comes_again_on_another_issue_of_a_series_hides_neither()
    {
        await PollAsync(Item(0, ("1", "https://o.example/a"), title: "Press review", text: "The first text says this."));
        await PollAsync(
            Item(0, ("10", "https://o.example/a"), title: "Press review", text: "The first text says this.")
            + Item(1, ("1", "https://o.example/b"), title: "Press review", text: "Something else entirely happened."));
        Assert.Equal(2, await CountAsync());
        Assert.DoesNotContain((await StoriesAsync()).SelectMany(s => s.Reports), r => r.Entry.Changed is not null);
    }

    [Fact]
    public async Task An_entry_known_under_two_IDs_is_one_item_of_a_document_and_hides_no_other()
    {
        await PollAsync(Item(0, ("1", "https://o.example/a"), text: "The first text says this."));
        await PollAsync(Item(0, ("11", "https://o.example/a"), text: "The first text says this."));
        Assert.Equal(1, await CountAsync());
        var both = Item(0, ("1", "https://o.example/a"), text: "The first text says this.")
            + Item(1, ("11", "https://o.example/b"), title: "Train derails near Kutaisi", text: "The first text says this, and much more.");
        await PollAsync(both);
        await PollAsync(both + Item(2, ("3", "https://o.example/c")));
        Assert.Equal(3, await CountAsync());
        Assert.DoesNotContain((await StoriesAsync()).SelectMany(s => s.Reports), r => r.Entry.Changed is not null);
    }

    [Theory]
    [InlineData("<img src=\"https://count.o.example/p.gif?r={0}\" width=\"2\" height=\"2\">")]
    [InlineData("<img src=\"https://count.o.example/{0}/p.gif\" width=\"1\" height=\"1\">")]
    [InlineData("<img src=\"https://img.o.example/a.jpg?X-Signature={0}\">")]
    [InlineData("<img src=\"https://img.o.example/a.jpg?ver={0}\">")]
    [InlineData("<a href=\"https://o.example/alpha#comments\">{0} Comments</a>")]
    [InlineData("<p>Comments: {0}</p>")]
    [InlineData("<p>{0} şərh</p>")]
    [InlineData("<p>Просмотров: {0}</p>")]
    [InlineData("<p data-nonce=\"{0}\" id=\"n{0}\">Steady.</p>")]
    [InlineData("<a href=\"https://o.example/more?token={0}\">More</a>")]
    public async Task What_no_reader_sees_makes_no_revision(string markup)
    {
        for (var poll = 0; poll < 3; poll++)
        {
            var unseen = string.Format(CultureInfo.InvariantCulture, markup, 97 + poll);
            await PollAsync(Item(0, ("1", "https://o.example/a"), text: $"<p>Steady.</p>{unseen}"));
        }
        var story = Assert.Single(await StoriesAsync());
        Assert.Empty(await setting.Storage.Timeline.RevisionsAsync(story.Id, default));
        Assert.Null(story.Lead.Entry.Changed);
    }

    [Fact]
    public async Task A_picture_whose_signature_changed_is_served_with_the_new_one()
    {
        await PollAsync(Item(0, ("1", "https://o.example/a"), text: "<p>Steady.</p><img src=\"https://img.o.example/a.jpg?sig=1\">"));
        await PollAsync(Item(0, ("1", "https://o.example/a"), text: "<p>Steady.</p><img src=\"https://img.o.example/a.jpg?sig=2\">"));
        Assert.Contains("sig=2", Assert.Single(await StoriesAsync()).Lead.Entry.Summary, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<p>Unsteady.</p>")]
    [InlineData("<p>Steady.</p><img src=\"https://img.o.example/b.jpg\">")]
    [InlineData("<p>Steady. <a href=\"https://o.example/other\">More</a></p>")]
    public async Task What_a_reader_sees_makes_a_revision(string text)
    {
        await PollAsync(Item(0, ("1", "https://o.example/a"), text: "<p>Steady.</p>"));
        await PollAsync(Item(0, ("1", "https://o.example/a"), text: text));
        var story = Assert.Single(await StoriesAsync());
        Assert.Single((await setting.Storage.Timeline.RevisionsAsync(story.Id, default))[story.Lead.Entry.Id]);
    }

    public async ValueTask DisposeAsync() => await setting.DisposeAsync();

    private static (string, string) Both(string url) => (url, url);

    private static string Item(int number, (string? Id, string? Link) by, string edit = "", string? title = null, string? text = null) =>
        $"""
        <item><title>{title ?? $"Report on {Words[number % 3]} from the desk"}{edit}</title>
        {(by.Link is null ? "" : $"<link>{by.Link}</link>")}
        {(by.Id is null ? "" : $"<guid isPermaLink=\"false\">{by.Id}</guid>")}
        <pubDate>Sun, 22 Nov 2026 0{number}:00:00 +0400</pubDate>
        {(text is null ? "" : $"<description><![CDATA[{text}]]></description>")}</item>
        """;

    private async Task PollAsync(string items, TimeSpan? after = null)
    {
        setting.Origin.Put("/feed", OriginDocument.Of(PollSetting.Rss(items), "application/rss+xml"));
        await setting.DeclareAsync("/feed");
        Assert.Null((await setting.PollAsync(after)).Failure);
    }

    private async Task<int> CountAsync() => (int)Assert.Single(await setting.Storage.Sources.OverviewAsync(default)).Entries;

    private async Task<IReadOnlyList<Story>> StoriesAsync()
    {
        using var grouper = setting.Storage.Grouper(setting.Clock);
        await grouper.GroupAsync(default);
        return (await setting.Storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Whole, default)).Stories;
    }
}
