using System.Net;
using System.Text;
using System.Text.Json;
using FeedHub.Core.Access;
using FeedHub.Core.Briefs.Editing;
using FeedHub.Tests.Server.Desk;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Publishing.Drafting;

/// <summary>Programs of editors make drafts from stories.</summary>
public sealed class DraftApiTests : IAsyncLifetime
{
    private const string Path = "/api/v1/series/in-en/drafts";

    private readonly DraftingDesk desk = new();
    private string key = "";

    public async ValueTask InitializeAsync()
    {
        await desk.TellAsync(DraftingDesk.Report("The bridge is open", url: "https://post.example/bridge"));
        await desk.TellAsync(DraftingDesk.Report("Мост открыт", "ru", url: "https://post.example/most"));
        await desk.OpenAsync();
        key = await desk.KeyAsync(AccessRole.Editor, "Aysel");
    }

    [Fact]
    public async Task A_draft_is_on_the_desk_when_the_answer_comes()
    {
        using var made = await PostAsync(Path, """{"stories": [2, 1, 2], "title": "Bridges"}""");
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(("/editors/series/in-en/briefs/bridges", "no-store"), (made.Header("Location"), made.Header("Cache-Control")));
        var answer = await JsonAsync(made);
        Assert.Equal("bridges", answer.GetProperty("slug").GetString());
        Assert.Equal("https://hub.example/editors/series/in-en/briefs/bridges", answer.GetProperty("url").GetString());
        Assert.Equal([2, 1], answer.GetProperty("stories").EnumerateArray().Select(s => s.GetInt64()));

        var markdown = answer.GetProperty("markdown").GetString()!;
        var items = DraftingDesk.ItemsOf(desk.Read("en", markdown));
        Assert.Contains("wrote in Russian: “Мост открыт”", items[0].Html, StringComparison.Ordinal);
        Assert.Contains("wrote: “The bridge is open”", items[1].Html, StringComparison.Ordinal);
        var file = await File.ReadAllTextAsync(System.IO.Path.Combine(desk.Data, "briefs", "in-en", "bridges.md"));
        Assert.Equal(markdown, string.Join('\n', file.Split('\n').Where(l => !l.StartsWith("edited: ", StringComparison.Ordinal))));

        var browser = new DeskBrowser(desk.Hub.Client);
        await browser.SignInAsync(key);
        Assert.NotNull((await browser.OpenAsync("/editors/series/in-en")).QuerySelector("a[href='/editors/series/in-en/briefs/bridges']"));
        Assert.Contains("Bridges", (await browser.OpenAsync(made.Header("Location")!)).Body!.TextContent, StringComparison.Ordinal);
        var form = await browser.OpenAsync(made.Header("Location") + "/edit");
        Assert.Contains("wrote: “The bridge is open”", form.QuerySelector("#text")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(form.QuerySelectorAll(".mistakes tbody tr"));
        var act = Assert.Single(await desk.Services.GetRequiredService<IEditorLog>().LatestAsync("in-en", null, null, 10, default)).Act;
        Assert.Equal((EditorActKind.Create, "Aysel", "bridges"), (act.Kind, act.By.KeyName, act.Slug));
    }

    [Theory]
    [InlineData("", """{"query": "lang:ru"}""", 2)]
    [InlineData("?lang=en", """{}""", 1)]
    [InlineData("?q=bridge&limit=1", """{"title": "x"}""", 1)]
    [InlineData("?lang=en", """{"query": "bridge", "limit": 1}""", 1)]
    [InlineData("", """{"view": "russian"}""", 2)]
    public async Task A_query_a_view_or_filters_of_the_address_choose_the_stories(string query, string body, long found)
    {
        using var made = await PostAsync(Path + query, body);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal([found], (await JsonAsync(made)).GetProperty("stories").EnumerateArray().Select(s => s.GetInt64()));
    }

    [Theory]
    [InlineData("", "{}", "stories")]
    [InlineData("", "[]", "stories")]
    [InlineData("", """{"stories": "1"}""", "stories")]
    [InlineData("", """{"stories": [1.5]}""", "stories")]
    [InlineData("", """{"stories": []}""", "stories")]
    [InlineData("", """{"stories": [1, 99]}""", "stories")]
    [InlineData("", """{"stories": [1], "query": "x"}""", "stories")]
    [InlineData("", """{"stories": [1], "limit": 1}""", "stories")]
    [InlineData("?lang=en", """{"stories": [1]}""", "stories")]
    [InlineData("", """{"stories": [1], "title": ""}""", "title")]
    [InlineData("", """{"stories": [1], "title": 1}""", "title")]
    [InlineData("", """{"storeys": [1]}""", "storeys")]
    [InlineData("", """{"query": "nobody"}""", "query")]
    [InlineData("", """{"view": "nothing"}""", "view")]
    [InlineData("", """{"view": "russian", "query": "bridge"}""", "view")]
    [InlineData("?q=bridge", """{"query": "bridge"}""", "query")]
    [InlineData("", """{"query": "(bridge"}""", "query")]
    [InlineData("?q=(bridge", "{}", "q")]
    [InlineData("?q=bridge&limit=51", "{}", "limit")]
    [InlineData("?lang=1", "{}", "lang")]
    [InlineData("", """{"query": "bridge", "limit": 51}""", "limit")]
    [InlineData("", """{"query": "bridge", "limit": 0}""", "limit")]
    [InlineData("", """{"query": "bridge", "limit": "5"}""", "limit")]
    public async Task A_bad_request_is_refused_by_the_name_of_its_field_and_nothing_is_written(string query, string body, string field)
    {
        using var refused = await PostAsync(Path + query, body);
        var problem = await refused.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateObject()).Name);
        Assert.False(Directory.Exists(System.IO.Path.Combine(desk.Data, "briefs", "in-en")));
    }

    [Fact]
    public async Task Only_editors_draft_and_only_in_series_that_exist()
    {
        const string Body = """{"stories": [1]}""";
        foreach (var other in new[] { "", await desk.KeyAsync(AccessRole.Reader, "reader") })
        {
            using var refused = await PostAsync(Path, Body, other);
            await refused.ProblemAsync(HttpStatusCode.Unauthorized);
        }
        using var none = await PostAsync("/api/v1/series/none/drafts", Body);
        await none.ProblemAsync(HttpStatusCode.NotFound);
        using var form = await PostAsync(Path, Body, type: "text/plain");
        await form.ProblemAsync(HttpStatusCode.UnsupportedMediaType);
        using var broken = await PostAsync(Path, "{");
        await broken.ProblemAsync(HttpStatusCode.BadRequest);
        Assert.All(desk.Catalog.Series, series => Assert.Empty(series.Drafts));
    }

    public ValueTask DisposeAsync() => desk.DisposeAsync();

    private async Task<HttpResponseMessage> PostAsync(string path, string body, string? with = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, type) };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {with ?? key}");
        return await desk.Hub.Client.SendAsync(request);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) =>
        JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync()).RootElement;
}
