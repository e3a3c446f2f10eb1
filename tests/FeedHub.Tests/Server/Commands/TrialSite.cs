using FeedHub.Origin;

namespace FeedHub.Tests.Server.Commands;

/// <summary>An origin with feeds, and the configuration and data folder of a FeedHub whose sources they are.</summary>
public sealed class TrialSite : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("feedhub-").FullName;

    private TrialSite(FeedOrigin origin) => Origin = origin;

    public FeedOrigin Origin { get; }

    public string Data => Path.Combine(folder, "data");

    /// <summary>The options that every run on this site begins with.</summary>
    public string[] Options =>
    [
        "--config", Path.Combine(folder, "feeds-config"), "--data", Data,
        "--allow-network", "127.0.0.0/8", "--urls", "http://127.0.0.1:0",
    ];

    /// <param name="paths">Paths on the origin, each a source on a host address of its own: source-0, source-1, …</param>
    public static async Task<TrialSite> StartAsync(params string[] paths)
    {
        var site = new TrialSite(
            await FeedOrigin.StartAsync(new FeedOriginOptions { Addresses = FeedOriginOptions.Loopback(paths.Length) }));
        var config = Path.Combine(site.folder, "feeds-config");
        Directory.CreateDirectory(Path.Combine(config, "sources"));
        await File.WriteAllTextAsync(Path.Combine(config, "site.yaml"), """
            title: Trial
            public_url: http://127.0.0.1:8080
            tag_authority: trial.example,2026
            contact: trial@trial.example
            fetching:
              host_spacing: 0s
            """);
        for (var host = 0; host < paths.Length; host++)
        {
            await File.WriteAllTextAsync(Path.Combine(config, "sources", $"source-{host}.yaml"), $"""
                id: source-{host}
                title: Source {host}
                url: {site.Origin.Url(paths[host], host)}
                language: en
                kind: press
                """);
        }
        return site;
    }

    public static string Rss(string outlet, params string[] titles) => $"""
        <rss version="2.0"><channel><title>{outlet}</title><link>https://{outlet}.example/</link><description>{outlet}</description>
        {string.Concat(titles.Select(title => $"""
            <item><title>{title}</title><link>https://{outlet}.example/{title.Replace(' ', '-')}</link>
            <description>{title}, and here are enough words for a text that two outlets may share between them.</description></item>
            """))}
        </channel></rss>
        """;

    public async ValueTask DisposeAsync()
    {
        await Origin.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
