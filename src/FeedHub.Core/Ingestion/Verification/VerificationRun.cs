using FeedHub.Core.Sources;

namespace FeedHub.Core.Ingestion.Verification;

/// <summary>Tries many sources, a few at a time, and never two that share a host or registrable domain.</summary>
public sealed class VerificationRun(SourceVerifier verifier)
{
    private const int AtOnce = 6;

    /// <param name="done">Called with each finding as it is made, by one thread at a time.</param>
    public async Task RunAsync(IEnumerable<Source> sources, Action<SourceFinding> done, CancellationToken cancellationToken)
    {
        var gate = new Lock();
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(BySite(sources), options, async (group, cancel) =>
        {
            foreach (var source in group)
            {
                var found = await verifier.TryAsync(source, cancel);
                lock (gate)
                    done(found);
            }
        });
    }

    /// <summary>Groups of sources of which no two have a site in common, be it that of the feed, a fallback or the home page.</summary>
    private static List<List<Source>> BySite(IEnumerable<Source> sources)
    {
        var groups = new List<(HashSet<string> Sites, List<Source> Sources)>();
        foreach (var source in sources)
        {
            var joined = (Sites: Sites(source), Sources: new List<Source>());
            foreach (var group in groups.Where(g => g.Sites.Overlaps(joined.Sites)).ToList())
            {
                joined.Sites.UnionWith(group.Sites);
                joined.Sources.AddRange(group.Sources);
                groups.Remove(group);
            }
            joined.Sources.Add(source);
            groups.Add(joined);
        }
        return [.. groups.Select(g => g.Sources)];
    }

    private static HashSet<string> Sites(Source source) =>
    [
        .. from address in source.FallbackUrls.Append(source.Url).Append(source.Home ?? source.Url)
           select source.Politeness.SiteOf(new Uri(address).IdnHost),
    ];
}
