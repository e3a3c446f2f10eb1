using System.Security.Cryptography;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>Outside of the shared hub, which these tests would take from under the others.</summary>
public sealed class RestartTests
{
    [Fact]
    public async Task Bytes_tags_and_dates_are_the_same_after_a_restart()
    {
        var hub = new ServedHub();
        await using var _ = hub;
        await hub.InitializeAsync();
        var paths = RouteTests.Feeds.Select(row => row.Data).ToList();
        var before = await AllAsync(hub.Client, paths);
        await hub.RestartAsync();
        Assert.Equal(before, await AllAsync(hub.Client, paths));
    }

    private static async Task<List<string>> AllAsync(HttpClient client, IReadOnlyList<string> paths)
    {
        var answers = new List<string>();
        foreach (var path in paths)
        {
            foreach (var coding in new[] { "identity", "gzip", "br" })
            {
                using var answer = await client.GetAsync(path, ("Accept-Encoding", coding));
                var body = Convert.ToHexString(SHA256.HashData(await answer.Content.ReadAsByteArrayAsync()));
                answers.Add($"{path} {coding}: {answer.Header("ETag")} {answer.Header("Last-Modified")} {body}");
            }
        }
        return answers;
    }
}
