using System.Globalization;

namespace FeedHub.Benchmarks.Days;

/// <summary>
/// The outlets of the simulated day: several per domain, each domain with its own server; every third domain has faults.
/// </summary>
public sealed class DayWorld
{
    private const int PerDomain = 4;

    /// <summary>For a fault of a whole server, such as Retry-After.</summary>
    private static readonly string[] OfServers =
    [
        "retry-after;code=429;in=1800", "retry-after;code=429;in=5400;form=date", "retry-after;code=503;in=3600",
            "retry-after;code=503;in=1800;form=date",
        "status;code=500", "status;code=502", "status;code=429", "close", "reset", "bot-wall;code=403;by=header",
    ];

    /// <summary>For a fault of one feed, while the others on its server have none.</summary>
    private static readonly string[] OfFeeds =
    [
        "slow-headers;ms=30000", "status;code=410", "stall", "flapping;good=4;bad=2;code=503", "slow-headers;ms=5000",
            "trickle;bytes=40;ms=1000",
        "flapping;good=3;bad=3;code=500", "status;code=404", "redirect;code=301", "redirect;code=302", "redirect-loop;n=3",
            "flaky;times=5;code=503",
        "garbage", "truncate", "empty", "no-validators", "lying-etag", "same-etag", "coding;as=gzip", "not-modified-body",
    ];

    private static readonly string[] Editions = ["", "", "en.", "ru."];

    private DayWorld(IReadOnlyList<DayOutlet> outlets) => Outlets = outlets;

    public static DateTimeOffset Begin { get; } = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset End => Begin.AddDays(1);

    public IReadOnlyList<DayOutlet> Outlets { get; }

    public int Domains => (Outlets.Count + PerDomain - 1) / PerDomain;

    /// <summary>The server of a host, as an index into the origin's addresses.</summary>
    public static int ServerOf(string host) =>
        int.Parse(host.Split('.')[^2].AsSpan("paper-".Length), CultureInfo.InvariantCulture);

    /// <summary>The same outlets for every run.</summary>
    public static DayWorld Of(int outlets)
    {
        var random = new Random(20261123);
        return new DayWorld([.. Enumerable.Range(0, outlets).Select(n => Outlet(n, random))]);
    }

    private static DayOutlet Outlet(int number, Random random)
    {
        var (domain, place) = (number / PerDomain, number % PerDomain);
        var fault = (domain % 3, place) switch
        {
            (1, _) => OfServers[domain / 3 % OfServers.Length],
            (2, 0) => OfFeeds[domain / 3 * 2 % OfFeeds.Length],
            (2, 1) => OfFeeds[(domain / 3 * 2 + 1) % OfFeeds.Length],
            _ => null,
        };
        TimeSpan? interval = place == 3 ? TimeSpan.FromMinutes(5 + 5 * (domain % 4)) : null;
        return new DayOutlet(number, $"{Editions[place]}paper-{domain}.am", fault, interval, Items(5 + random.Next(60), random));
    }

    /// <summary>A day and a half with so many items a day, at any time.</summary>
    private static List<DateTimeOffset> Items(int perDay, Random random) =>
        [.. Enumerable.Range(0, perDay * 3 / 2).Select(_ => Begin.AddHours(-12 + 36 * random.NextDouble())).Prepend(Begin.AddHours(-12))
            .Order()];
}
