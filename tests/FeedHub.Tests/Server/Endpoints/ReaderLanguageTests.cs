using System.Net;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>In which of its languages a story is shown.</summary>
[Collection(typeof(ReadersOfServedHub))]
public sealed class ReaderLanguageTests(ServedHub hub)
{
    private const string Azerbaijani = "Yeni körpü açıldı";
    private const string Armenian = "Նոր կամուրջ է բացվել";
    private const string Russian = "Открыт новый мост через реку";

    [Theory]
    [InlineData("hy", Armenian)]
    [InlineData("fr, hy-AM;q=0.8, ru;q=0.9", Russian)]
    [InlineData("az;q=0, hy;q=0.1", Armenian)]
    [InlineData("AZ-Latn", Azerbaijani)]
    public async Task A_story_s_page_is_led_in_the_browser_s_language(string accepted, string title)
    {
        using var page = await hub.Client.GetAsync($"/stories/{hub.Stories.Bridge}", ("Accept-Language", accepted));
        Assert.Contains($"{title}</h1>", await HtmlAsync(page), StringComparison.Ordinal);
        Assert.Equal(
            "Accept-Language, Accept-Encoding", string.Join(", ", page.Header("Vary")!.Split(',', StringSplitOptions.TrimEntries)));
        Assert.False(page.Headers.CacheControl!.Public);
    }

    [Theory]
    [InlineData("fr")]
    [InlineData("*")]
    [InlineData("")]
    [InlineData(";;q=x,")]
    public async Task Where_there_is_no_report_in_it_the_story_s_own_lead_stands(string accepted)
    {
        using var page = await hub.Client.GetAsync($"/stories/{hub.Stories.Bridge}", ("Accept-Language", accepted));
        using var plain = await hub.Client.GetAsync($"/stories/{hub.Stories.Bridge}");
        Assert.Equal(Heading(await HtmlAsync(plain)), Heading(await HtmlAsync(page)));
    }

    [Fact]
    public async Task An_address_that_names_a_language_wins_over_the_browser()
    {
        using var page = await hub.Client.GetAsync($"/stories/{hub.Stories.Bridge}?lang=ru", ("Accept-Language", "hy"));
        Assert.Contains($"{Russian}</h1>", await HtmlAsync(page), StringComparison.Ordinal);
        using var timeline = await hub.Client.GetAsync("/?lang=ru&q=%D0%BC%D0%BE%D1%81%D1%82", ("Accept-Language", "hy"));
        // The word that is searched for is marked.
        var html = (await HtmlAsync(timeline)).Replace("<mark>", "", StringComparison.Ordinal)
            .Replace("</mark>", "", StringComparison.Ordinal);
        Assert.InRange(html.IndexOf(Russian, StringComparison.Ordinal), 0, html.IndexOf(Armenian, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_timeline_s_page_is_led_in_the_browser_s_language_and_its_feeds_are_the_same_for_all()
    {
        using var page = await hub.Client.GetAsync("/", ("Accept-Language", "hy"));
        var html = await HtmlAsync(page);
        Assert.InRange(html.IndexOf(Armenian, StringComparison.Ordinal), 0, html.IndexOf(Azerbaijani, StringComparison.Ordinal));
        using var own = await hub.Client.GetAsync("/timeline/feed.atom", ("Accept-Language", "hy"));
        using var others = await hub.Client.GetAsync("/timeline/feed.atom", ("Accept-Language", "ru"));
        Assert.Equal(await own.Content.ReadAsByteArrayAsync(), await others.Content.ReadAsByteArrayAsync());
        Assert.DoesNotContain("Accept-Language", own.Header("Vary"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_story_s_page_counts_sources_languages_countries_and_kinds()
    {
        using var page = await hub.Client.GetAsync($"/stories/{hub.Stories.Bridge}");
        Assert.Contains(
            "3 outlets, 3 reports, 3 languages, 3 countries, state, independent, press media.", await HtmlAsync(page),
            StringComparison.Ordinal);
        using var alone = await hub.Client.GetAsync($"/stories/{hub.Stories.Paper}");
        Assert.Contains("1 outlet, 1 report, 1 language, 1 country, state media only.", await HtmlAsync(alone), StringComparison.Ordinal);
    }

    private static async Task<string> HtmlAsync(HttpResponseMessage page) => WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync());

    private static string Heading(string html) =>
        html[html.IndexOf("<h1", StringComparison.Ordinal)..html.IndexOf("</h1>", StringComparison.Ordinal)];
}
