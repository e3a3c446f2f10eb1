using System.Globalization;
using FeedHub.Benchmarks.Grouping;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Server;
using FeedHub.Server.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FeedHub.Benchmarks.Serving;

/// <summary>
/// CPU time and memory that a page of stories costs, over 2,000 entries with full texts of 4,000 characters; the server is a separate
/// process on one core, with one client.
/// </summary>
internal static class PageCost
{
    private const int Entries = 2_000;
    private const int ContentChars = 4_000;
    private const int WarmUp = 20;

    public static async Task RunAsync(int requests, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("feedhub-").FullName;
        var config = Directory.CreateDirectory(Path.Combine(folder, "config")).FullName;
        var data = Path.Combine(folder, "data");
        await File.WriteAllTextAsync(
            Path.Combine(config, "site.yaml"),
                "title: Trial\npublic_url: https://hub.example\ntag_authority: hub.example,2026\ncontact: desk@hub.example\n");
        await StoredNews.FillAsync(Entries, data, ContentChars);
        await using (var app = await FeedHubApplication.BuildAsync(
            new FeedHubOptions { ConfigDirectory = config, DataDirectory = data }, builder => builder.Logging.ClearProviders(), default))
        {
            await app.Services.GetRequiredService<StoryGrouper>().GroupAsync(default);
        }
        using var server = OwnContender.Start("FeedHub", "", "served", "feedhub", config, data);
        using var client = new HttpClient { BaseAddress = new Uri(server.Url) };
        output.WriteLine("| asked | CPU ms | MB allocated | kB sent |");
        output.WriteLine("| --- | ---: | ---: | ---: |");
        foreach (var path in new[] { "/?limit=50", "/?limit=200", "/timeline/feed.atom?limit=50", "/timeline/feed.atom?limit=200" })
        {
            for (var n = 0; n < WarmUp; n++)
                await AskAsync(client, path, n);
            var (cpu, allocated) = server.Used();
            var sent = 0L;
            for (var n = 0; n < requests; n++)
                sent += await AskAsync(client, path, WarmUp + n);
            var (cpuAfter, allocatedAfter) = server.Used();
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| `{path}` | {(cpuAfter - cpu) * 1000 / requests:F1} | {(allocatedAfter - allocated)!.Value / 1e6 / requests:F2} | "
                    + $"{sent / 1e3 / requests:F0} |"));
        }
    }

    /// <summary>Each time for different stories, so that nothing is cached.</summary>
    private static async Task<long> AskAsync(HttpClient client, string path, int n)
    {
        var body = await client.GetByteArrayAsync(new Uri($"{path}&before=4000000000000-{100_000 + n}", UriKind.Relative));
        return body.LongLength;
    }
}
