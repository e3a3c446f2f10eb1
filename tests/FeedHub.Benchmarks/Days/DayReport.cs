using System.Globalization;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Urls;
using FeedHub.Origin;

namespace FeedHub.Benchmarks.Days;

/// <summary>The results of a simulated day, from the origin's own log.</summary>
public sealed record DayReport(
    DayWorld World, IReadOnlyList<OriginRequest> Requests, IReadOnlyList<DayPoll> Polls, IReadOnlyList<SourceOverview> Sources)
{
    private const int Attempts = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>The most requests that one server was answering at once; each registrable domain is a server.</summary>
    public int MostInFlight => Requests.Max(r => r.InFlight);

    /// <summary>The beginnings of each outlet's polls as seen by its server, as time since the day began.</summary>
    public ILookup<string, TimeSpan> Asked => Requests.ToLookup(r => r.Path, r => r.At);

    /// <summary>Polls of an outlet that began sooner after its last poll than the floor allows; a poll may make three attempts.</summary>
    public IReadOnlyList<string> BelowFloor =>
    [
        .. from outlet in World.Outlets
           let times = Asked[outlet.Asked].ToList()
           let polls = outlet.MayPass ? times.Skip(Attempts).Zip(times) : times.Skip(1).Zip(times)
           from pair in polls
           where pair.First - pair.Second < PollSchedule.Shortest
           select string.Create(CultureInfo.InvariantCulture, $"{outlet.Asked} at {pair.First} after {pair.Second}"),
    ];

    /// <summary>
    /// The outlets without a fault for which an item is not stored that was in their feed at their first poll or appeared before their
    /// last.
    /// </summary>
    public IReadOnlyList<string> Missed =>
    [
        .. from o in World.Outlets
           where o.Fault is null
           let source = Sources.Single(s => s.Source.Id == o.Id)
           let first = Polls.First(p => p.Report.Source == o.Id).At
           let shown = o.Published(source.State.Times.LastSuccess!.Value) - Math.Max(0, o.Published(first) - DayOutlet.Length)
           where shown != source.Entries
           select $"{o.Id}: {source.Entries} stored of {shown}",
    ];

    /// <summary>Requests to a host before the time that its Retry-After gave; a date is exact only to the second.</summary>
    public IReadOnlyList<string> WhileResting =>
    [
        .. from outlet in World.Outlets
           where outlet.Rest is not null
           from pair in Requests.Where(r => r.Path == outlet.Asked)
               .SelectMany(
                   r =>
                       Requests.Where(
                           later =>
                               HostOf(later) == outlet.Host && later.At > r.At && later.At - r.At < outlet.Rest - TimeSpan.FromSeconds(1)),
                   (r, later) => (r, later))
           select string.Create(CultureInfo.InvariantCulture, $"{pair.later.Path} at {pair.later.At}, after {pair.r.Path} at {pair.r.At}"),
    ];

    /// <summary>
    /// Outlets without a fault that were polled later than their interval allows, with its spread and a minute for waiting.
    /// </summary>
    public IReadOnlyList<string> Late =>
    [
        .. from outlet in World.Outlets
           where outlet is { Fault: null, Interval: not null }
           let times = Asked[outlet.Asked].Prepend(TimeSpan.Zero).Append(DayWorld.End - DayWorld.Begin).ToList()
           from pair in times.Zip(times.Skip(1))
           where pair.Second - pair.First > outlet.Interval * 1.1 + Patience
           select string.Create(CultureInfo.InvariantCulture, $"{outlet.Asked} at {pair.Second} after {pair.First}"),
    ];

    /// <summary>
    /// Requests that followed the last one to the same registrable domain, and so to the same host, sooner than the spacing allows.
    /// </summary>
    public IReadOnlyList<string> BelowSpacing =>
    [
        .. from domain in Requests.GroupBy(r => PublicSuffixes.RegistrableDomain(HostOf(r)))
           let line = domain.OrderBy(r => r.At).ToList()
           from pair in line.Zip(line.Skip(1), (a, b) => (a, b))
           where pair.b.At - pair.a.At < DaySimulation.Spacing
           select string.Create(
               CultureInfo.InvariantCulture,
               $"{pair.b.Host}{pair.b.Path} at {pair.b.At} {pair.b.Connection}, {pair.a.Path} at {pair.a.At} {pair.a.Connection}"),
    ];

    public string Summary() => string.Create(CultureInfo.InvariantCulture, $"""
        {World.Outlets.Count} sources, {World.Outlets.Count(o => o.Fault is not null)} of them with a fault, on {World.Domains} domains
        polls: {Polls.Count:n0}, requests: {Requests.Count:n0}, entries stored: {Sources.Sum(s => s.Entries):n0}
        outcomes: {string.Join(", ", Polls.GroupBy(p => p.Report.Failure?.Name() ?? (p.Report.NotModified ? "not modified" : "fetched")).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {g.Count():n0}"))}
        most requests at one domain at once: {MostInFlight}
        {Words(BelowSpacing, "requests sooner than the spacing of their host or domain allows")}
        {Words(WhileResting, "requests to a host that had asked to be left alone")}
        {Words(BelowFloor, "polls below the floor")}
        {Words(Late, "polls of an outlet without a fault later than its interval allows")}
        {Words(Missed, "outlets without a fault that lost an item")}

        """);

    private static string Words(IReadOnlyList<string> found, string what) =>
        $"{what}: {found.Count}{string.Concat(found.Take(5).Select(f => "\n  " + f))}";

    private static string HostOf(OriginRequest request) => request.Host.Split(':')[0];
}
