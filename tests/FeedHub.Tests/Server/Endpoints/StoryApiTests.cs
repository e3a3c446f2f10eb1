using System.Net;
using System.Text;
using System.Text.Json;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Tests.Server.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>Stories for programs, and their corrections from elsewhere.</summary>
public sealed class StoryApiTests : IAsyncLifetime
{
    private readonly ServedHub hub = new();
    private string admin = "";

    public async ValueTask InitializeAsync()
    {
        await hub.InitializeAsync();
        admin = await KeyAsync("admin");
    }

    [Fact]
    public async Task A_story_tells_by_whom_it_is_told_and_why()
    {
        var story = await hub.Client.JsonFeedAsync($"/api/v1/stories/{hub.Stories.Bridge}");
        var coverage = story.GetProperty("coverage");
        Assert.Equal(3, coverage.GetProperty("sources").GetInt32());
        Assert.Equal(["az", "hy", "ru"], Strings(coverage.GetProperty("languages")));
        Assert.Equal(["AM", "AZ", "GE"], Strings(coverage.GetProperty("countries")));
        Assert.Equal(["state", "independent", "press"], Strings(coverage.GetProperty("kinds")));
        Assert.Equal(3, story.GetProperty("reports").EnumerateArray().Select(t => t.GetProperty("entry").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task What_a_person_took_apart_stays_apart_when_all_is_grouped_again()
    {
        var leaving = (await EntriesAsync(hub.Stories.Bridge))[^1];
        using var split = await PostAsync($"/api/v1/stories/{hub.Stories.Bridge}/split", new { entries = new[] { leaving } });
        var founded = await StoryOfAsync(split);
        await RegroupAsync();
        Assert.Equal([leaving], await EntriesAsync(founded));
        Assert.Equal(2, (await EntriesAsync(hub.Stories.Bridge)).Count);
    }

    [Fact]
    public async Task What_a_person_put_together_stays_together_though_years_lie_between()
    {
        using var merge = await PostAsync($"/api/v1/stories/{hub.Stories.Paper}/merge", new { other = hub.Stories.Railway });
        var kept = Math.Min(hub.Stories.Paper, hub.Stories.Railway);
        Assert.Equal(kept, await StoryOfAsync(merge));
        await RegroupAsync();
        Assert.Equal(2, (await EntriesAsync(kept)).Count);
        using var gone = await hub.Client.GetAsync($"/api/v1/stories/{Math.Max(hub.Stories.Paper, hub.Stories.Railway)}");
        Assert.Equal((HttpStatusCode.MovedPermanently, $"/api/v1/stories/{kept}"), (gone.StatusCode, gone.Header("Location")));
        using var named = await PostAsync(
            $"/api/v1/stories/{Math.Max(hub.Stories.Paper, hub.Stories.Railway)}/merge", new { other = kept });
        Assert.Contains(
            $"part of story {kept}", (await named.ProblemAsync(HttpStatusCode.NotFound)).GetProperty("detail").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_corrects_without_an_admin_s_key_not_even_on_this_machine()
    {
        foreach (var authorization in new[] { null, "Bearer ", $"Bearer {admin}x", $"Bearer {await KeyAsync("editor")}", $"Basic {admin}" })
        {
            using var refused = await PostAsync(
                $"/api/v1/stories/{hub.Stories.Paper}/merge", new { other = hub.Stories.Railway }, authorization);
            Assert.Equal("Bearer", refused.Header("WWW-Authenticate"));
            await refused.ProblemAsync(HttpStatusCode.Unauthorized);
        }
    }

    [Theory]
    [InlineData("split", "{\"entries\": []}", "entries")]
    [InlineData("split", "{\"entries\": \"x\"}", "entries")]
    [InlineData("split", "{\"entries\": [1]}", "entries")]
    [InlineData("split", "{\"entries\": [\"nobody\"]}", "entries")]
    [InlineData("split", "{}", "entries")]
    [InlineData("split", "[]", "entries")]
    [InlineData("merge", "{\"other\": \"2\"}", "other")]
    [InlineData("merge", "{\"other\": 1}", "other")]
    [InlineData("merge", "{\"other\": 1.5}", "other")]
    public async Task A_wrong_field_is_named_with_its_remedy(string verb, string body, string field)
    {
        using var answer = await PostAsync($"/api/v1/stories/1/{verb}", JsonDocument.Parse(body).RootElement);
        Assert.NotEmpty((await answer.ProblemAsync(HttpStatusCode.BadRequest)).GetProperty("errors").GetProperty(field)[0].GetString()!);
    }

    [Fact]
    public async Task What_is_no_correction_is_refused()
    {
        using var broken = await SendAsync(
            "/api/v1/stories/1/merge", new StringContent("{", Encoding.UTF8, "application/json"), $"Bearer {admin}");
        await broken.ProblemAsync(HttpStatusCode.BadRequest);
        using var form = await SendAsync(
            "/api/v1/stories/1/merge", new StringContent("other=2", Encoding.UTF8, "application/x-www-form-urlencoded"), $"Bearer {admin}");
        await form.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
        using var endless = await SendAsync(
            "/api/v1/stories/1/merge", new StringContent(new string(' ', 70_000), Encoding.UTF8, "application/json"), $"Bearer {admin}");
        await endless.ProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        using var nowhere = await PostAsync("/api/v1/stories/999999/merge", new { other = 1 });
        await nowhere.ProblemAsync(HttpStatusCode.NotFound);
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    private Task<RegroupingCounts> RegroupAsync() => hub.Services.GetRequiredService<StoryGrouper>().RegroupAsync(default);

    private async Task<List<string>> EntriesAsync(long story) =>
        [.. (await hub.Client.JsonFeedAsync($"/api/v1/stories/{story}")).GetProperty("reports").EnumerateArray()
            .Select(t => t.GetProperty("entry").GetString()!)];

    private static async Task<long> StoryOfAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync()).RootElement.GetProperty("story").GetInt64();
    }

    private static IEnumerable<string?> Strings(JsonElement list) => list.EnumerateArray().Select(e => e.GetString());

    private async Task<string> KeyAsync(string role) =>
        (await FeedHubRun.OfAsync("key", "add", "--role", role, "--data", hub.Data)).Output.Trim();

    private Task<HttpResponseMessage> PostAsync<T>(string path, T body) => PostAsync(path, body, $"Bearer {admin}");

    private Task<HttpResponseMessage> PostAsync<T>(string path, T body, string? authorization) =>
        SendAsync(path, new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json"), authorization);

    private async Task<HttpResponseMessage> SendAsync(string path, HttpContent content, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        if (authorization is not null)
            Assert.True(request.Headers.TryAddWithoutValidation("Authorization", authorization));
        return await hub.Client.SendAsync(request);
    }
}
