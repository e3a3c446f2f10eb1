using System.Text;
using System.Text.Json;
using FeedHub.Core.Access;
using FeedHub.Origin;
using FeedHub.Tests.Server.Configuration;
using Microsoft.AspNetCore.Builder;

namespace FeedHub.Tests.Server.Publishing.Drafting;

/// <summary>A hub whose series send their drafts to a WordPress each, and follow it.</summary>
internal sealed class DraftingInstitute : IAsyncDisposable
{
    public const string Password = "abcd EFGH 1234 ijkl MNOP 5678";
    public const string User = "desk";

    private readonly List<FeedOrigin> origins = [];
    private readonly Dictionary<string, WordPress> sites = [];
    private string key = "";

    private DraftingInstitute()
    {
        Variable = $"FEEDHUB_TEST_WORDPRESS_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(Variable, Password);
        Desk.Config.Write("site.yaml", TemporaryConfig.Site + "fetching: { host_spacing: 0s }\n");
    }

    public DraftingDesk Desk { get; } = new();

    /// <summary>The environment variable that holds the application password.</summary>
    public string Variable { get; }

    public WordPress this[string language] => sites[language];

    /// <summary>The institute before its hub is started.</summary>
    /// <param name="languages">Those whose series have a WordPress.</param>
    public static async Task<DraftingInstitute> FoundAsync(params string[] languages)
    {
        var institute = new DraftingInstitute();
        foreach (var language in languages)
        {
            var origin = await FeedOrigin.StartAsync(new FeedOriginOptions());
            institute.origins.Add(origin);
            origin.Put("/hanging/wp-json/wp/v2/posts", OriginDocument.Of("[]", "application/json"));
            var site = institute.sites[language] = new WordPress(origin);
            site.Accounts[User] = Password;
            institute.Configure(language, $"follow: {site.Api}\n", "");
        }
        return institute;
    }

    /// <summary>Writes the file of a series.</summary>
    /// <param name="follow">The line of what it follows.</param>
    /// <param name="more">Further keys of <c>wordpress</c>.</param>
    public void Configure(string language, string follow, string more) => Desk.Config.Write(
        $"series/in-{language}/series.yaml",
        TemporaryConfig.Series.Replace("language: en", $"language: {language}", StringComparison.Ordinal) + follow
            + $"wordpress: {{ user: {User}, password_variable: {Variable}{more} }}\n");

    public async Task OpenAsync(Action<WebApplicationBuilder>? adjust = null)
    {
        await Desk.OpenAsync(adjust);
        key = await Desk.KeyAsync(AccessRole.Editor, "Aysel");
    }

    public Task<HttpResponseMessage> SendAsync(string language, params long[] stories) => PostAsync(
        language, "drafts",
        $$"""{"stories": [{{string.Join(',', stories)}}], "title": "The road & <b>the</b> bridge", "to": "wordpress"}""");

    /// <summary>The report of a poll that begins now.</summary>
    public async Task<JsonElement> PollAsync(string language)
    {
        using var answer = await PostAsync(language, "poll?wait=60", "{}");
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    public async Task<HttpResponseMessage> PostAsync(string language, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/series/in-{language}/{path}")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        return await Desk.Hub.Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await Desk.DisposeAsync();
        foreach (var origin in origins)
            await origin.DisposeAsync();
        Environment.SetEnvironmentVariable(Variable, null);
    }
}
