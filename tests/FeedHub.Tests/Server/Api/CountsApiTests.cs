using System.Globalization;
using System.Net;
using FeedHub.Tests.Server.Endpoints;

namespace FeedHub.Tests.Server.Api;

[Collection(typeof(ReadersOfServedHub))]
public sealed class CountsApiTests(ServedHub hub)
{
    [Fact]
    public async Task Stories_are_counted_by_the_day_of_their_arrival_and_by_value()
    {
        var counts = await hub.Client.JsonFeedAsync("/api/v1/counts?by=language&days=2");
        Assert.Equal((true, 3, "language"), (
            counts.GetProperty("exact").GetBoolean(), counts.GetProperty("total").GetInt32(), counts.GetProperty("by").GetString()));
        Assert.False(counts.TryGetProperty("completeFrom", out _));
        var days = counts.GetProperty("days").EnumerateArray().ToList();
        Assert.Equal(2, days.Count);
        Assert.Equal(counts.GetProperty("to").GetString(), days[1].GetProperty("day").GetString());
        Assert.Equal(3, days.Sum(d => d.GetProperty("total").GetInt32()));
        foreach (var value in counts.GetProperty("values").EnumerateArray())
        {
            var (name, total) = (value.GetProperty("value").GetString()!, value.GetProperty("total").GetInt32());
            var filtered = await hub.Client.JsonFeedAsync($"/api/v1/stories?lang={name}");
            Assert.Equal(filtered.GetProperty("items").GetArrayLength(), total);
            Assert.Equal(total, days.Sum(d => d.GetProperty("values").TryGetProperty(name, out var count) ? count.GetInt32() : 0));
        }
        Assert.Equal("az", counts.GetProperty("values")[0].GetProperty("value").GetString());
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("lang=hy", 1)]
    [InlineData("q=railway", 1)]
    [InlineData("q=railway+OR+lang:hy", 2)]
    [InlineData("q=nothing", 0)]
    [InlineData("from=2026-01-01&to=2026-01-31", 0)]
    public async Task Every_filter_of_the_timeline_may_be_asked_for(string query, int total)
    {
        var counts = await hub.Client.JsonFeedAsync($"/api/v1/counts?{query}");
        Assert.Equal(total, counts.GetProperty("total").GetInt32());
        Assert.False(counts.TryGetProperty("values", out _));
        Assert.Equal(query.Contains("from", StringComparison.Ordinal) ? 31 : 90, counts.GetProperty("days").GetArrayLength());
    }

    [Fact]
    public async Task Of_many_values_those_with_the_most_stories_are_told_and_how_many_others_there_are()
    {
        var counts = await hub.Client.JsonFeedAsync("/api/v1/counts?by=source&limit=1");
        Assert.Equal("baku", Assert.Single(counts.GetProperty("values").EnumerateArray()).GetProperty("value").GetString());
        Assert.True(counts.GetProperty("moreValues").GetInt32() > 0);
        Assert.All(
            counts.GetProperty("days").EnumerateArray(),
            d => Assert.InRange(d.GetProperty("values").EnumerateObject().Count(), 0, 1));
    }

    [Theory]
    [InlineData("by=weather", "by", "language, country, region, topic, kind, source")]
    [InlineData("days=0", "days", "1 to 366")]
    [InlineData("days=367", "days", "1 to 366")]
    [InlineData("from=2026-11-01&days=3", "days", "not both")]
    [InlineData("from=yesterday", "from", "2026-11-30")]
    [InlineData("to=2026-02-30", "to", "2026-11-30")]
    [InlineData("from=2026-11-02&to=2026-11-01", "from", "is after 2026-11-01")]
    [InlineData("from=2024-11-02&to=2026-11-01", "from", "more than 366 days")]
    [InlineData("q=%28", "q", "character")]
    public async Task A_bad_parameter_is_named_with_its_remedy(string query, string field, string remedy)
    {
        using var answer = await hub.Client.GetAsync($"/api/v1/counts?{query}");
        var problem = await answer.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Contains(remedy, problem.GetProperty("errors").GetProperty(field)[0].GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_has_not_changed_is_a_304()
    {
        using var first = await hub.Client.GetAsync("/api/v1/counts?by=kind");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/counts?by=kind");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await hub.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task Entries_of_a_time_are_walked()
    {
        var met = new List<string>();
        for (var path = "/api/v1/entries?after=2d&limit=2"; path is not null;)
        {
            var list = await hub.Client.JsonFeedAsync(path);
            met.AddRange(list.GetProperty("items").EnumerateArray().Select(s => s.GetProperty("id").GetString()!));
            path = list.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        Assert.Equal(5, met.Distinct().Count());
        Assert.Equal(5, met.Count);
        var year = DateTime.UnixEpoch.Year.ToString(CultureInfo.InvariantCulture);
        Assert.Empty((await hub.Client.JsonFeedAsync($"/api/v1/entries?before={year}")).GetProperty("items").EnumerateArray());
        using var answer = await hub.Client.GetAsync("/api/v1/entries?before=later");
        var problem = await answer.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Contains("2026-11", problem.GetProperty("errors").GetProperty("before")[0].GetString(), StringComparison.Ordinal);
    }
}
