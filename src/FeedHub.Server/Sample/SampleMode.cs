using System.Net;
using System.Net.Sockets;
using FeedHub.Server.Configuration;

namespace FeedHub.Server.Sample;

/// <summary>What <c>--sample</c> makes of the options: the invented outlets as sources, and the bound address as the public one.</summary>
internal static class SampleMode
{
    /// <summary>Starts the outlets over the data folder that the options name.</summary>
    public static async Task<SampleOutlets> StartOutletsAsync(
        FeedHubOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        var newest = await SampleFolder.OpenAsync(options.DataDirectory, clock.GetUtcNow(), cancellationToken);
        var outlets = new SampleOutlets(newest);
        await outlets.StartAsync(cancellationToken);
        return outlets;
    }

    /// <summary>The options of a server that polls these outlets.</summary>
    public static FeedHubOptions Over(SampleOutlets outlets, FeedHubOptions options)
    {
        IReadOnlyList<string> urls = [.. options.Urls.Select(WithPort)];
        return options with
        {
            Urls = urls,
            PublicUrl = options.PublicUrl
            ?? ListenAddress.Reachable(urls[0]),
            OpmlFile = null,
            SampleSources = outlets.Sources
        };
    }

    /// <summary>
    /// The public address is part of every link, so it must be known before the server listens: a free port is chosen here.
    /// </summary>
    private static string WithPort(string url)
    {
        var address = BindingAddress.Parse(url);
        if (address.Port != 0)
            return url;
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return $"{address.Scheme}://{address.Host}:{((IPEndPoint)probe.LocalEndpoint).Port}";
    }
}
