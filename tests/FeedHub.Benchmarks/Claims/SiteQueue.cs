namespace FeedHub.Benchmarks.Claims;

/// <summary>
/// The sources that are due, as the rule of <c>SourceClaims</c> orders them: the longest due of each site first, then the second of each,
/// and so on; what is claimed already counts as a place.
/// </summary>
internal sealed class SiteQueue
{
    private readonly int perSite;
    private readonly int[] siteOf;
    private readonly SortedSet<(double Due, int Source)>[] due;
    private readonly int[] busy;

    /// <summary>For each place, the sources that hold it.</summary>
    private readonly SortedSet<(double Due, int Source)>[] places;

    public SiteQueue(int[] siteOf, int sites, int perSite)
    {
        (this.siteOf, this.perSite) = (siteOf, perSite);
        due = [.. Enumerable.Range(0, sites).Select(_ => new SortedSet<(double, int)>())];
        busy = new int[sites];
        places = [.. Enumerable.Range(0, perSite).Select(_ => new SortedSet<(double, int)>())];
    }

    public int Waiting { get; private set; }

    public void Add(int source, double at) => Change(siteOf[source], () =>
    {
        Waiting++;
        due[siteOf[source]].Add((at, source));
    });

    /// <summary>The poll of a source has ended, or whoever claimed it is dead.</summary>
    public void Release(int source) => Change(siteOf[source], () => busy[siteOf[source]]--);

    /// <returns>The source to be claimed next, and since when it was due; null if there is none.</returns>
    public (int Source, double Due)? Take()
    {
        foreach (var place in places)
        {
            if (place.Count == 0)
                continue;
            var (at, source) = place.Min;
            Change(siteOf[source], () =>
            {
                Waiting--;
                due[siteOf[source]].Remove((at, source));
                busy[siteOf[source]]++;
            });
            return (source, at);
        }
        return null;
    }

    private void Change(int site, Action change)
    {
        foreach (var (rank, held) in due[site].Take(perSite - busy[site]).Index())
            places[busy[site] + rank].Remove(held);
        change();
        foreach (var (rank, held) in due[site].Take(perSite - busy[site]).Index())
            places[busy[site] + rank].Add(held);
    }
}
