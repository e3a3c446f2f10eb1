using System.Globalization;
using FeedHub.Origin;
using FeedOrigin = FeedHub.Origin.FeedOrigin;

namespace FeedHub.Benchmarks.Ingest;

/// <summary>
/// Has FeedHub and its peers fetch the same feeds in turn, round by round, each alone on one core while the origin has the others;
/// prints the tables of <c>docs/performance.md</c>.
/// </summary>
internal sealed class IngestComparison(string feedHub, int rounds, Action<string> say) : IDisposable
{
    private const int Hosts = 100;
    private const int Core = 0;

    /// <summary>Small feeds, for the cost of a poll that finds nothing new.</summary>
    private const int EntriesWhenUnchanged = 2;

    private readonly PinnedProcess process = new(Core);
    private readonly string folder = Directory.CreateTempSubdirectory("feedhub-ingest-").FullName;

    /// <param name="feeds">How many feeds of 50 entries are read for the first time.</param>
    /// <param name="unchanged">How many unchanged feeds are polled.</param>
    public async Task RunAsync(int feeds, int unchanged)
    {
        FeedHubPeer own = new(process, feedHub);
        NewsboatPeer newsboat = new(process);
        Rss2EmailPeer rss2email = new(process);
        await FirstPassAsync([own, newsboat, rss2email], feeds);
        // newsboat makes conditional requests only from its third run on, so it cannot be compared here.
        await UnchangedPassAsync([own, rss2email], unchanged);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task FirstPassAsync(IReadOnlyList<IPeer> peers, int feeds)
    {
        await using var origin = await OriginAsync(feeds, GeneratedFeeds.Entries);
        var urls = Urls(origin, feeds);
        var costs = peers.Select(_ => new List<Cost>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (i, peer) in peers.Index())
            {
                var home = Home($"{round}-{i}");
                peer.Subscribe(home, urls);
                var before = origin.Requests.Count;
                costs[i].Add(peer.Refresh(home));
                Expect(peer, "requests", feeds, origin.Requests.Count - before);
                Expect(peer, "entries", feeds * GeneratedFeeds.Entries, peer.Entries(home));
                Directory.Delete(home, recursive: true);
            }
        }
        Print("entries", feeds * GeneratedFeeds.Entries, peers, costs);
    }

    private async Task UnchangedPassAsync(IReadOnlyList<IPeer> peers, int feeds)
    {
        await using var origin = await OriginAsync(feeds, EntriesWhenUnchanged);
        var urls = Urls(origin, feeds);
        var homes = peers.Select((_, i) => Home($"unchanged-{i}")).ToArray();
        foreach (var (peer, home) in peers.Zip(homes))
        {
            peer.Subscribe(home, urls);
            peer.Refresh(home);
            Expect(peer, "entries", feeds * EntriesWhenUnchanged, peer.Entries(home));
        }
        var costs = peers.Select(_ => new List<Cost>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (i, peer) in peers.Index())
            {
                var before = origin.Requests.Count;
                costs[i].Add(peer.Refresh(homes[i]));
                // Polled with the validators of a document that never changes.
                Expect(peer, "304s", feeds, origin.Requests.Skip(before).Count(request => request.Header("If-None-Match") is not null));
                Expect(peer, "entries", feeds * EntriesWhenUnchanged, peer.Entries(homes[i]));
            }
        }
        Print("feeds", feeds, peers, costs);
    }

    private static async Task<FeedOrigin> OriginAsync(int feeds, int entries)
    {
        var origin = await FeedOrigin.StartAsync(new FeedOriginOptions { Addresses = FeedOriginOptions.Loopback(Hosts) });
        for (var i = 0; i < feeds; i++)
        {
            var format = GeneratedFeeds.FormatOf(i);
            origin.Put(Path(i), OriginDocument.Of(GeneratedFeeds.Feed(i, format, entries), format.MediaType, GeneratedFeeds.Newest));
        }
        return origin;
    }

    private static List<string> Urls(FeedOrigin origin, int feeds) =>
        [.. Enumerable.Range(0, feeds).Select(i => origin.Url(Path(i), i % Hosts))];

    private static string Path(int feed) => $"/{feed}.xml";

    private string Home(string name) => Directory.CreateDirectory(System.IO.Path.Combine(folder, name)).FullName;

    /// <summary>Otherwise a peer that did not do all its work would look fast.</summary>
    private static void Expect(IPeer peer, string what, int expected, int actual)
    {
        if (actual != expected)
            throw new InvalidOperationException($"{peer.Name}: {actual} {what} in place of {expected}.");
    }

    private void Print(string unit, int count, IReadOnlyList<IPeer> peers, List<Cost>[] costs)
    {
        say(Line($"| {count:N0} {unit} | {unit} per CPU-second, median (range) | FeedHub is faster by, median of rounds (range) | peak memory |"));
        say("| --- | ---: | ---: | ---: |");
        foreach (var (i, peer) in peers.Index())
        {
            var rates = costs[i].Select(cost => count / cost.CpuSeconds).Order().ToList();
            var ratios = costs[i].Zip(costs[0], (other, own) => other.CpuSeconds / own.CpuSeconds).Order().ToList();
            say(Line(
                $"| {peer.Name} | {Median(rates):N0} ({rates[0]:N0}–{rates[^1]:N0}) | {Median(ratios):F2} ({ratios[0]:F2}–{ratios[^1]:F2}) | {costs[i].Max(c => c.PeakBytes) >> 20} MiB |"));
        }
        say("");
    }

    private static double Median(List<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
