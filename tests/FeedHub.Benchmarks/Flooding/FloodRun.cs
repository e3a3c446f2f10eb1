using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace FeedHub.Benchmarks.Flooding;

/// <summary>
/// Floods a running server on this machine from many loopback addresses and reports whether it kept answering everybody: the most
/// expensive page 300 times at once from 30 addresses, with half-open connections and feeds for thousands of different filters, while one
/// more address reads the first page and another checks whether the server is alive.
/// </summary>
internal static class FloodRun
{
    private const int Pages = 600;
    private const int Together = 300;
    private const int Addresses = 30;
    private const int HalfOpen = 600;
    private const int Filters = 14_000;
    private const int FilterReaders = 20;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <returns>0 when every promise was kept, else 1.</returns>
    public static async Task<int> RunAsync(Uri server, int process)
    {
        using var end = new CancellationTokenSource();
        await using var halfOpen = new HalfOpenConnections(server, HalfOpen, n => Address(1, n % Addresses));
        await halfOpen.OpenAsync();
        using var reader = new FloodClient(server, Address(3, 0), end.Token);
        using var watcher = new FloodClient(server, Address(3, 1), end.Token);
        var reading = RepeatAsync(reader, "/", TimeSpan.FromMilliseconds(500), end.Token);
        var watching = RepeatAsync(watcher, "/health/live", TimeSpan.FromMilliseconds(250), end.Token);
        var filters = FiltersAsync(server, end.Token);

        var begun = Stopwatch.GetTimestamp();
        var pages = await PagesAsync(server, end.Token);
        var took = Stopwatch.GetElapsedTime(begun);
        var inTime = pages.Count(p => p.Status == 200 && p.Ended <= Limit);
        var filtered = await filters;
        await end.CancelAsync();
        var (home, live) = (await reading, await watching);

        Print($"pages: {inTime} of {Pages} answered with 200 within {Limit.TotalSeconds} s; all done after {took.TotalSeconds:F1} s");
        Print($"  {Tally(pages)}; 200 took {Spread(pages.Where(p => p.Status == 200))}");
        Print($"filters: {Tally(filtered)}; done after {Stopwatch.GetElapsedTime(begun).TotalSeconds:F1} s");
        Print($"half-open connections: {halfOpen.Opened} opened, {halfOpen.Closed} closed by the server, {halfOpen.Refused} refused");
        Print($"/ from one address more: {Tally(home)}; {Spread(home)}");
        Print($"/health/live: {Tally(live)}; {Spread(live)}");
        Print($"memory: {Peak(process)}");
        return inTime >= Pages * 0.95 && Held(home, 2) && Held(live, 1) ? 0 : 1;
    }

    private static async Task<IReadOnlyList<FloodAnswer>> PagesAsync(Uri server, CancellationToken end)
    {
        var clients = Enumerable.Range(0, Addresses).Select(n => new FloodClient(server, Address(1, n), end)).ToList();
        var begun = Stopwatch.GetTimestamp();
        var next = 0;
        var answers = await Task.WhenAll(Enumerable.Range(0, Together).Select(async worker =>
        {
            var own = new List<FloodAnswer>();
            for (var n = Interlocked.Increment(ref next); n <= Pages; n = Interlocked.Increment(ref next))
                own.Add(await clients[worker % Addresses].GetAsync(Text($"/?limit=200&q=the&before=4000000000000-{1_000 + n}"), begun));
            return own;
        }));
        clients.ForEach(c => c.Dispose());
        return [.. answers.SelectMany(a => a)];
    }

    private static async Task<IReadOnlyList<FloodAnswer>> FiltersAsync(Uri server, CancellationToken end)
    {
        var begun = Stopwatch.GetTimestamp();
        var next = 0;
        var answers = await Task.WhenAll(Enumerable.Range(0, FilterReaders).Select(async reader =>
        {
            using var client = new FloodClient(server, Address(2, reader), end);
            var own = new List<FloodAnswer>();
            for (var n = Interlocked.Increment(ref next); n <= Filters; n = Interlocked.Increment(ref next))
                own.Add(await client.GetAsync(Text($"/timeline/feed.atom?q=the&before=4000000000000-{10_000 + n}"), begun));
            return own;
        }));
        return [.. answers.SelectMany(a => a)];
    }

    private static async Task<IReadOnlyList<FloodAnswer>> RepeatAsync(
        FloodClient client, string path, TimeSpan every, CancellationToken end)
    {
        var begun = Stopwatch.GetTimestamp();
        var answers = new List<FloodAnswer>();
        while (!end.IsCancellationRequested)
        {
            var answer = await client.GetAsync(path, begun);
            if (end.IsCancellationRequested)
                break;
            answers.Add(answer);
            await Task.Delay(every, TimeProvider.System, end).ContinueWith(_ => { }, TaskScheduler.Default);
        }
        return answers;
    }

    private static bool Held(IReadOnlyList<FloodAnswer> answers, double seconds) =>
        answers.Count > 0 && answers.All(a => a.Status == 200 && a.Took.TotalSeconds <= seconds);

    private static string Tally(IReadOnlyList<FloodAnswer> answers) =>
        string.Join(
            ", ",
            answers.GroupBy(a => a.Status).OrderBy(g => g.Key)
                .Select(g => $"{g.Count()} × {(g.Key == 0 ? $"no answer ({g.First().Fault})" : Text($"{g.Key}"))}"));

    private static string Spread(IEnumerable<FloodAnswer> answers)
    {
        var seconds = answers.Select(a => a.Took.TotalSeconds).Order().ToList();
        return seconds.Count == 0
            ? "none"
            : Text($"p50 {seconds[seconds.Count / 2]:F2} s, p95 {seconds[(int)(seconds.Count * 0.95)]:F2} s, longest {seconds[^1]:F2} s");
    }

    private static string Peak(int process)
    {
        var status = $"/proc/{process}/status";
        return !File.Exists(status) ? "the process is gone"
            : string.Join(", ", File.ReadLines(status).Where(l => l.StartsWith("VmHWM", StringComparison.Ordinal)
                || l.StartsWith("VmRSS", StringComparison.Ordinal))
                .Select(l => string.Join(' ', l.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))));
    }

    private static IPAddress Address(int group, int number) => IPAddress.Parse(Text($"127.0.{group}.{number + 1}"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Print(FormattableString text) => Console.WriteLine(Text(text));
}
