using System.Text;
using System.Text.RegularExpressions;

namespace FeedHub.Tests.Server.Endpoints;

/// <summary>Everything that anybody can get from a hub: every address that leads from another, and those that one could guess.</summary>
internal static partial class PublicCrawl
{
    private static readonly string[] Doors =
    [
        "/", "/series", "/feeds", "/sources", "/feeds.opml", "/sources.opml", "/sources/health.atom", "/robots.txt", "/sitemap.xml",
        "/timeline/feed.atom", "/timeline/feed.rss", "/timeline/feed.json", "/health/ready",
    ];

    /// <summary>Status, headers and body by address.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> AllAsync(HttpClient client, IEnumerable<string> guesses)
    {
        var answers = new Dictionary<string, string>();
        var waiting = new Queue<string>([.. Doors, .. guesses]);
        while (waiting.TryDequeue(out var path))
        {
            if (answers.ContainsKey(path))
                continue;
            using var answer = await client.GetAsync(path);
            using var head = await client.SendAsync(HttpMethod.Head, path);
            var body = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync());
            answers[path] =
                $"{(int)answer.StatusCode}\n{answer.Headers}{answer.Content.Headers}{head.Headers}{head.Content.Headers}\n{body}";
            foreach (var link in answer.Content.Headers.ContentType?.MediaType is "image/png" ? [] : Addresses(body))
                waiting.Enqueue(link);
        }
        return answers;
    }

    /// <summary>Our own addresses in a page, feed or list, whole or from the root.</summary>
    private static IEnumerable<string> Addresses(string body) => Address().Matches(body)
        .Select(m => m.Groups[1].Value.Replace("&amp;", "&", StringComparison.Ordinal).Split('#')[0])
        .Where(path => path.Length > 0);

    [GeneratedRegex("""(?:(?:href|src|xmlUrl|htmlUrl|url|content)="|>|": ?")(?:https://hub\.example)?(/[^"<>\s]*)""")]
    private static partial Regex Address();
}
