using System.Net;

namespace FeedHub.Tests.Server.Endpoints;

[Collection(typeof(ReadersOfServedHub))]
public sealed class QueryPageTests(ServedHub hub)
{
    [Fact]
    public async Task A_query_is_repeated_in_words_and_its_hits_are_marked()
    {
        var html = WebUtility.HtmlDecode(await hub.Client.GetStringAsync("/?q=railway%20-nothing%20outlets:%3E=1"));
        Assert.Contains(
            "Understood as: “railway”, not “nothing”, told by at least 1 outlet", html, StringComparison.Ordinal);
        Assert.Contains("<mark>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<mark>", await hub.Client.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_are_those_of_the_reader_s_clock()
    {
        // The hub's stories arrive within minutes, and Kiritimati is 14 hours ahead: its day began at 10:00 UTC.
        var hour = await FoundAsync("after:today", "Pacific/Kiritimati") + await FoundAsync("before:today", "Pacific/Kiritimati");
        Assert.Equal(3, hour);
        Assert.Equal(3, await FoundAsync("after:1h", "no such zone"));
    }

    [Fact]
    public async Task One_that_cannot_be_read_is_a_page_that_says_where()
    {
        using var answer = await hub.Client.GetAsync("/?q=(railway", ("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            "At character 1 of “(railway”", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    private async Task<int> FoundAsync(string query, string zone)
    {
        using var answer = await hub.Client.GetAsync($"/?q={query}", ("Cookie", $"feedhub-zone={zone}"));
        return (await answer.Content.ReadAsStringAsync()).Split("<article class=\"story").Length - 1;
    }
}
