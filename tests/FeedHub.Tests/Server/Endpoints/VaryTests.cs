using System.Net;

namespace FeedHub.Tests.Server.Endpoints;

[Collection(typeof(ReadersOfServedHub))]
public sealed class VaryTests(ServedHub hub)
{
    [Fact]
    public async Task On_every_answer_there_is_vary_has_each_name_once()
    {
        var answers = await PublicCrawl.AllAsync(
            hub.Client,
            [
                .. RouteTests.Missing.Select(row => row.Data), "/?limit=200", "/?limit=0", "/Series/", "/editors/series/weekly",
                "/embed/series/weekly",
            ]);
        Assert.True(answers.Count > 100);
        foreach (var path in answers.Keys)
        {
            foreach (var (coding, accept) in new[] { ("", "*/*"), ("gzip", "text/html"), ("br", "text/html, */*;q=0.1") })
            {
                using var answer = await hub.Client.GetAsync(
                    path, ("Accept-Encoding", coding), ("Accept", accept), ("Accept-Language", "ru"));
                var names = (answer.Header("Vary") ?? "").ToUpperInvariant().Split(',', StringSplitOptions.TrimEntries);
                Assert.True(names.Distinct().Count() == names.Length, $"{path}: {answer.Header("Vary")}");
                Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
            }
        }
    }
}
