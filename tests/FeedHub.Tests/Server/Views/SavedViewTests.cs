using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using FeedHub.Core.Access;
using FeedHub.Server.Configuration;
using FeedHub.Tests.Server.Configuration;
using FeedHub.Tests.Server.Endpoints;
using Microsoft.Extensions.DependencyInjection;

namespace FeedHub.Tests.Server.Views;

public sealed class SavedViewTests : IAsyncLifetime
{
    private const string Path = "/api/v1/views";
    private readonly TemporaryConfig config = new();
    private readonly string data = Directory.CreateTempSubdirectory("feedhub-").FullName;
    private RunningHub? hub;
    private string leyla = "", tamar = "", admin = "";

    public async ValueTask InitializeAsync()
    {
        config.Delete("sources/alpha.yaml");
        config.Write("views/declared.yaml", "title: Declared\nquery: gas\n");
        hub = await RunningHub.StartAsync(new FeedHubOptions { ConfigDirectory = config.Folder, DataDirectory = data });
        (leyla, tamar, admin) =
            (await KeyAsync("Leyla", AccessRole.Reader), await KeyAsync("Tamar", AccessRole.Editor), await KeyAsync("", AccessRole.Admin));
    }

    [Fact]
    public async Task A_view_is_saved_read_replaced_and_deleted_by_its_owner()
    {
        var (status, made) = await SendAsync(
            HttpMethod.Post, Path, leyla, """{"title": "Qaz və neft", "query": "topic:energy -football"}""");
        Assert.Equal(HttpStatusCode.Created, status);
        var id = made!.Value.GetProperty("id").GetString()!;
        Assert.StartsWith("qaz-", id, StringComparison.Ordinal);
        Assert.Equal("?q=topic%3Aenergy%20-football", made.Value.GetProperty("query").GetString());
        Assert.Contains("not", made.Value.GetProperty("inWords").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await hub!.Client.GetAsync($"/views/{id}")).StatusCode);

        // A name keeps what is its own when its key is changed.
        var second = await KeyAsync("Leyla", AccessRole.Reader);
        var (_, list) = await SendAsync(HttpMethod.Get, Path, second);
        Assert.Equal(["Declared", "Qaz və neft"], Titles(list));
        // The query can be sent as it was answered.
        var query = made.Value.GetProperty("query").GetString();
        var (_, replaced) = await SendAsync(
            HttpMethod.Put, $"{Path}/{id}", second, JsonSerializer.Serialize(new { title = "Gas", query, shared = true }));
        Assert.Equal("Gas", replaced!.Value.GetProperty("title").GetString());
        Assert.Contains("Gas", await hub.Client.GetStringAsync($"/views/{id}/feed.atom"), StringComparison.Ordinal);
        Assert.Contains($"/views/{id}/", await hub.Client.GetStringAsync("/views.opml"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, $"{Path}/{id}", leyla)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await hub.Client.GetAsync($"/views/{id}")).StatusCode);
    }

    [Fact]
    public async Task Others_see_what_is_shared_and_change_nothing()
    {
        var own = (await SaveAsync(leyla, shared: false)).GetProperty("id").GetString();
        var shared = (await SaveAsync(leyla, shared: true)).GetProperty("id").GetString();
        foreach (var key in new[] { null, tamar })
            Assert.Equal(["declared", shared], Ids((await SendAsync(HttpMethod.Get, Path, key)).Body));
        Assert.Equal(
            new[] { "declared", own, shared }.Order(), Ids((await SendAsync(HttpMethod.Get, Path, admin)).Body).Order());
        // Whoever was told the address may read it, but not who is alerted.
        var (_, view) = await SendAsync(HttpMethod.Get, $"{Path}/{own}", tamar);
        Assert.False(view!.Value.TryGetProperty("alerts", out _));
        Assert.True((await SendAsync(HttpMethod.Get, $"{Path}/{own}", leyla)).Body!.Value.TryGetProperty("alerts", out _));
        foreach (var method in new[] { HttpMethod.Put, HttpMethod.Delete })
        {
            var body = method == HttpMethod.Put ? """{"title": "T", "query": "gas"}""" : null;
            Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(method, $"{Path}/{shared}", tamar, body)).Status);
            Assert.Equal(HttpStatusCode.Conflict, (await SendAsync(method, $"{Path}/declared", admin, body)).Status);
            Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(method, $"{Path}/{shared}", null, body)).Status);
        }
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(HttpMethod.Delete, $"{Path}/{shared}", admin)).Status);
    }

    [Theory]
    [InlineData("""{"query": "gas"}""", "title", "is missing")]
    [InlineData("""{"title": "T"}""", "query", "is missing")]
    [InlineData("""{"title": "T", "query": "gas OR"}""", "query", "At character")]
    [InlineData("""{"title": "T", "query": ""}""", "query", "names nothing")]
    [InlineData("""{"title": "T\nX", "query": "gas"}""", "title", "must be one line")]
    [InlineData("""{"title": "T", "query": "gas", "alerts": [{"mail": "me"}]}""", "alerts[0].mail", "is not a mail address")]
    [InlineData("""{"title": "T", "query": "gas", "alerts": [{"mail": "a@b.example"}]}""", "alerts[0].mail", "sends no mail")]
    [InlineData("""{"title": "T", "query": "gas", "alerts": [null]}""", "alerts[0]", "One of “mail” and “webhook”")]
    [InlineData("""{"title": "T", "query": "gas", "alerts": [{}]}""", "alerts[0]", "One of “mail” and “webhook”")]
    [InlineData("""{"title": "T", "query": "gas", "alerts": [{"webhook": "ftp://a"}]}""", "alerts[0].webhook", "is not a web address")]
    [InlineData("""{"title": "T", "query": "gas after:24h", "alerts": [{"webhook": "https://a.example"}]}""", "alerts", "moves with the clock")]
    public async Task A_wrong_field_is_named_with_its_remedy(string body, string field, string remedy)
    {
        var (status, problem) = await SendAsync(HttpMethod.Post, Path, leyla, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        var told = problem!.Value.GetProperty("errors").GetProperty(field).EnumerateArray().Select(e => e.GetString()!);
        Assert.Contains(told, t => t.Contains(remedy, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"title": "T", "qurey": "gas"}""", "qurey")]
    [InlineData("""{"title": 5}""", "title")]
    [InlineData("""{"title": """, "$.title")]
    [InlineData("title", "not JSON")]
    [InlineData("null", "null")]
    public async Task A_body_that_cannot_be_read_says_where(string body, string told)
    {
        var (status, problem) = await SendAsync(HttpMethod.Post, Path, leyla, body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(told, problem!.Value.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await hub!.DisposeAsync();
        config.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private async Task<JsonElement> SaveAsync(string key, bool shared) => (await SendAsync(
        HttpMethod.Post, Path, key, JsonSerializer.Serialize(new { title = "T", query = "gas", shared }))).Body!.Value;

    private static IEnumerable<string?> Ids(JsonElement? list) =>
        list!.Value.GetProperty("items").EnumerateArray().Select(v => v.GetProperty("id").GetString());

    private static IEnumerable<string?> Titles(JsonElement? list) =>
        list!.Value.GetProperty("items").EnumerateArray().Select(v => v.GetProperty("title").GetString());

    private async Task<(HttpStatusCode Status, JsonElement? Body)> SendAsync(
        HttpMethod method, string path, string? key, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (key is not null)
            request.Headers.Authorization = new("Bearer", key);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await hub!.Client.SendAsync(request);
        return (
            answer.StatusCode,
            answer.Content.Headers.ContentType is null ? null : await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private async Task<string> KeyAsync(string name, AccessRole role)
    {
        var key = AccessKey.Mint();
        await hub!.Services.GetRequiredService<IAccessKeyStore>()
            .AddAsync(AccessKey.Hash(key), role, name, DateTimeOffset.UnixEpoch, default);
        return key;
    }
}
