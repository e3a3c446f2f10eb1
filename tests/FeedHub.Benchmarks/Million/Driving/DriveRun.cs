using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace FeedHub.Benchmarks.Million.Driving;

/// <summary>Asks a running server over loopback, case by case and round by round, and prints a Markdown table.</summary>
internal sealed partial class DriveRun : IDisposable
{
    /// <summary>Requests of each case in the first round that are not counted, so that code is compiled and connections are open.</summary>
    private const int WarmUp = 10;

    private readonly DriveOrder order;
    private readonly Process server;
    private readonly HttpClient client;

    private DriveRun(DriveOrder order)
    {
        this.order = order;
        server = Process.GetProcessById(order.Process);
        client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            // A page that knows its visitor is another page.
            UseCookies = false,
            MaxConnectionsPerServer = order.Clients,
            PooledConnectionLifetime = Timeout.InfiniteTimeSpan,
        })
        { BaseAddress = order.Server, Timeout = TimeSpan.FromMinutes(2) };
    }

    public static async Task<int> RunAsync(DriveOrder order, TextWriter output)
    {
        using var run = new DriveRun(order);
        var cases = new DriveCases(MillionValues.ReadFile(order.ValuesFile), await run.LastStoryAsync()).All()
            .Where(c => order.Only.Count == 0 || order.Only.Any(part => c.Name.Contains(part, StringComparison.Ordinal))).ToList();
        // Not decompressed: that would take the server's cores.
        run.client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        var results = cases.ConvertAll(c => new DriveResult(c));
        var perRound = (order.Requests + order.Rounds - 1) / order.Rounds;
        for (var round = 0; round < order.Rounds; round++)
        {
            foreach (var (i, asked) in cases.Index())
            {
                if (round == 0)
                    await run.AskAsync(asked, first: 0, WarmUp);
                var before = run.CpuTime();
                var answers = await run.AskAsync(asked, WarmUp + (round * perRound), perRound);
                results[i].Add(answers, run.CpuTime() - before);
            }
        }
        await output.WriteLineAsync(DriveResult.Head);
        foreach (var result in results)
            await output.WriteLineAsync(result.Row(order.Clients));
        return 0;
    }

    public void Dispose()
    {
        client.Dispose();
        server.Dispose();
    }

    /// <summary>User and system time of the server so far, in the kernel's ticks of 10 ms.</summary>
    private TimeSpan CpuTime()
    {
        server.Refresh();
        return server.TotalProcessorTime;
    }

    /// <summary>The story on top has the highest number, or nearly: merged ones have higher ones.</summary>
    private async Task<long> LastStoryAsync()
    {
        var page = await client.GetStringAsync(new Uri("?limit=1", UriKind.Relative));
        return StoryPath().Match(page) is { Success: true } found
            ? long.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"{order.Server} shows no story.");
    }

    private async Task<IReadOnlyCollection<DriveAnswer>> AskAsync(DriveCase asked, int first, int count)
    {
        var answers = new ConcurrentBag<DriveAnswer>();
        var next = first - 1;
        var begun = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, order.Clients).Select(_ => Task.Run(async () =>
        {
            while (Stopwatch.GetElapsedTime(begun) < order.Cap && Interlocked.Increment(ref next) is var n && n < first + count)
                answers.Add(await AskAsync(asked.Path(n)));
        })));
        return answers;
    }

    private async Task<DriveAnswer> AskAsync(string path)
    {
        var begun = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await client.GetAsync(new Uri(path[1..], UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            var body = await answer.Content.ReadAsByteArrayAsync();
            return new(
                ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture), Stopwatch.GetElapsedTime(begun), body.Length,
                Timing(answer));
        }
        catch (Exception failed) when (failed is HttpRequestException or TaskCanceledException)
        {
            // It counts with the time that it took, and shows among the statuses.
            return new(failed is TaskCanceledException ? "timeout" : "no answer", Stopwatch.GetElapsedTime(begun), 0, null);
        }
    }

    /// <summary>The longest duration in the header, which is that of the whole.</summary>
    private static double? Timing(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Server-Timing", out var values)
        && Duration().Matches(string.Join(',', values)) is { Count: > 0 } found
            ? found.Max(f => double.Parse(f.Groups[1].Value, CultureInfo.InvariantCulture))
            : null;

    [GeneratedRegex(@"/stories/(\d+)")]
    private static partial Regex StoryPath();

    [GeneratedRegex(@"dur=(\d+(?:\.\d+)?)")]
    private static partial Regex Duration();
}
