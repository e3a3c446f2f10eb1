using System.Diagnostics;
using System.Globalization;
using System.Net;
using FeedHub.Core.Access;
using FeedHub.Origin;
using FeedHub.Server;
using FeedHub.Server.Configuration;
using FeedHub.Server.Publishing.Following;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FeedHub.Benchmarks.Publishing;

/// <summary>
/// Measures the time from an editor's <i>Publish</i> to the brief's page and its feed, over real HTTP on loopback: WordPress calls
/// <c>POST /api/v1/series/{series}/poll</c>, and the series already has 60 briefs.
/// </summary>
public static class PublishRun
{
    private const int Before = 60;

    public static async Task RunAsync(int rounds, TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("feedhub-").FullName;
        await using var origin = await FeedOrigin.StartAsync(new FeedOriginOptions());
        var wordpress = new WordPress(origin);
        for (var n = 1; n <= Before; n++)
            wordpress.Publish(Post(n));
        await using var hub = await FeedHubApplication.BuildAsync(
            Configure(folder, wordpress), builder => builder.Logging.ClearProviders(), default);
        var begun = Stopwatch.GetTimestamp();
        await hub.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(hub.Urls.First()) };
        await UntilAsync(client, $"/series/weekly/post-{Before}");
        output.WriteLine($"{Before} posts of the archive visible after {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.0} s.");

        var key = AccessKey.Mint();
        await hub.Services.GetRequiredService<IAccessKeyStore>()
            .AddAsync(AccessKey.Hash(key), AccessRole.Editor, "trial", TimeProvider.System.GetUtcNow(), default);
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        var (polled, visible, inFeed) = (new List<double>(), new List<double>(), new List<double>());
        for (var n = Before + 1; n <= Before + rounds; n++)
        {
            await Task.Delay(SeriesFollowing.BetweenRequested + TimeSpan.FromMilliseconds(100 + (n * 37 % 1000)), TimeProvider.System);
            wordpress.Publish(Post(n));
            begun = Stopwatch.GetTimestamp();
            using var answer = await client.PostAsync(new Uri("/api/v1/series/weekly/poll?wait=60", UriKind.Relative), null);
            answer.EnsureSuccessStatusCode();
            polled.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
            await UntilAsync(client, $"/series/weekly/post-{n}");
            visible.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
            while (!(await client.GetStringAsync(new Uri("/series/weekly/feed.atom", UriKind.Relative)))
                .Contains($"Post {n}:", StringComparison.Ordinal))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            }

            inFeed.Add(Stopwatch.GetElapsedTime(begun).TotalSeconds);
        }
        output.WriteLine($"| {rounds} rounds, seconds from Publish | p50 | p95 | longest |");
        output.WriteLine("| --- | ---: | ---: | ---: |");
        Write(output, "the poll has answered", polled);
        Write(output, "the page is there", visible);
        Write(output, "it is in the feed", inFeed);
        await hub.StopAsync();
    }

    private static void Write(TextWriter output, string what, List<double> seconds)
    {
        seconds.Sort();
        output.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {seconds[seconds.Count / 2]:0.00} | {seconds[(int)(seconds.Count * 0.95)]:0.00} | {seconds[^1]:0.00} |"));
    }

    private static async Task UntilAsync(HttpClient client, string path)
    {
        while (true)
        {
            using var page = await client.GetAsync(new Uri(path, UriKind.Relative));
            if (page.StatusCode == HttpStatusCode.OK)
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    private static FeedHubOptions Configure(string folder, WordPress wordpress)
    {
        var config = Directory.CreateDirectory(Path.Combine(folder, "feeds-config", "series", "weekly"));
        File.WriteAllText(
            Path.Combine(folder, "feeds-config", "site.yaml"),
            "title: Trial\npublic_url: https://hub.example\ntag_authority: hub.example,2026\ncontact: desk@hub.example\n");
        File.WriteAllText(
            Path.Combine(config.FullName, "series.yaml"),
            $"title: Weekly\ndescription: What happened.\nlanguage: en\npublisher: The desk\nfollow: {wordpress.Api}\n");
        return new()
        {
            ConfigDirectory = Path.Combine(folder, "feeds-config"),
            DataDirectory = Path.Combine(folder, "data"),
            Urls = ["http://127.0.0.1:0"],
            AllowedNetworks = [IPNetwork.Parse("127.0.0.0/8")],
        };
    }

    private static WordPressPostText Post(int n) => new(
        n, $"post-{n}", $"Post {n}: a question",
        $"<p>This week’s brief examines question {n}.</p>{string.Concat(Enumerable.Range(1, 12).Select(i => $"<p>Paragraph {i} of {n}: {string.Join(' ', Enumerable.Repeat("words of a text", 25))}.</p>"))}"
        + $"<h2>What we are watching</h2><p><strong>One.</strong> Of {n}.</p><h2>Why the world should care</h2><p>It should.</p>",
        new DateTimeOffset(2025, 9, 1, 4, 0, 0, TimeSpan.Zero).AddDays(n));
}
