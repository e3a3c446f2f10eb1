namespace FeedHub.Benchmarks.Schedules;

/// <summary>An invented outlet: when its items appear, how many its feed holds, and when its server is down.</summary>
public sealed record ArrivalPattern(string Name, int Length, IReadOnlyList<DateTimeOffset> Arrivals, Func<DateTimeOffset, bool> IsDown)
{
    private static readonly DateTimeOffset Start = new(2025, 1, 6, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Days simulated, and the days before them in which the feed filled up.</summary>
    public required int Days { get; init; }

    public static DateTimeOffset Begin => Start;

    public DateTimeOffset End => Start.AddDays(Days);

    /// <summary>The patterns, the same for every run.</summary>
    public static IReadOnlyList<ArrivalPattern> All(int days) =>
    [
        Make(
            "bursty agency", 30, days,
            (day, random) => [.. Daytime(day, random, 60), .. random.Next(7) < 3 ? Burst(day, random, 45, 20) : []]),
        Make("wire, titles only", 100, days, (day, random) => Around(day, random, 250)),
        Make("daily paper", 50, days, (day, random) => [.. Daytime(day, random, 35), .. Burst(day, random, 15, 1)]),
        Make("site of three a day", 10, days, (day, random) => Daytime(day, random, 3)),
        Make("weekly think tank", 10, days, (day, random) => day.DayOfWeek == DayOfWeek.Thursday ? Daytime(day, random, 1) : []),
        Make("dead", 20, days, (day, _) => day < Start.AddDays(-20) ? Daytime(day, new Random(1), 2) : []),
        Make("flapping", 30, days, (day, random) => Daytime(day, random, 60), Flapping(days, [])),
        Make("four days down", 30, days, (day, random) => Daytime(day, random, 60), Flapping(0, [(Start.AddDays(days / 2), 96)])),
        Make("daylight change", 20, days, (day, random) => Local(day, random, 40)),
    ];

    private static ArrivalPattern Make(
        string name, int length, int days, Func<DateTimeOffset, Random, IEnumerable<DateTimeOffset>> day, Func<DateTimeOffset,
            bool>? isDown = null)
    {
        var random = new Random(20250106 + name.Length);
        var arrivals = Enumerable.Range(-90, days + 90).SelectMany(n => day(Start.AddDays(n), random).ToList()).Order().ToList();
        return new ArrivalPattern(name, length, arrivals, isDown ?? (_ => false)) { Days = days };
    }

    /// <summary>From 6:00 to 22:00, a varying number each day.</summary>
    private static IEnumerable<DateTimeOffset> Daytime(DateTimeOffset day, Random random, int mean) =>
        Enumerable.Range(0, Count(random, mean)).Select(_ => day.AddHours(6 + 16 * random.NextDouble()));

    private static IEnumerable<DateTimeOffset> Around(DateTimeOffset day, Random random, int mean) =>
        Enumerable.Range(0, Count(random, mean)).Select(_ => day.AddHours(24 * random.NextDouble()));

    /// <summary>Office hours on a clock with daylight saving time.</summary>
    private static IEnumerable<DateTimeOffset> Local(DateTimeOffset day, Random random, int mean)
    {
        var shift = day.DayOfYear is > 88 and < 299 ? -1 : 0;
        return Enumerable.Range(0, Count(random, mean)).Select(_ => day.AddHours(8 + shift + 10 * random.NextDouble()));
    }

    private static IEnumerable<DateTimeOffset> Burst(DateTimeOffset day, Random random, int items, double minutes)
    {
        var at = day.AddHours(24 * random.NextDouble());
        return Enumerable.Range(0, items).Select(_ => at.AddMinutes(minutes * random.NextDouble()));
    }

    private static int Count(Random random, int mean) => mean == 1 ? 1 : (int)Math.Round(mean * (0.6 + 0.8 * random.NextDouble()));

    /// <summary>Down for up to three hours on two days out of three, and at the other times given.</summary>
    private static Func<DateTimeOffset, bool> Flapping(int days, IReadOnlyList<(DateTimeOffset From, double Hours)> others)
    {
        var random = new Random(7);
        var outages = Enumerable.Range(0, days).Where(_ => random.Next(3) > 0)
            .Select(n => (From: Start.AddDays(n + random.NextDouble()), Hours: 3 * random.NextDouble()))
            .Concat(others).ToLookup(o => o.From.Date);
        return at => Enumerable.Range(-5, 6).Any(n => outages[at.Date.AddDays(n)].Any(o => o.From <= at && at < o.From.AddHours(o.Hours)));
    }
}
