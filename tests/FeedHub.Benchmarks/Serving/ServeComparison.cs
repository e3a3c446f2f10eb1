using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace FeedHub.Benchmarks.Serving;

/// <summary>
/// Serves one feed from the cache, compared with a bare minimal API and nginx that return the same bytes: each server on core 0, wrk on
/// core 1, in turn, round by round. Prints the table of <c>docs/performance.md</c>.
/// </summary>
internal static partial class ServeComparison
{
    private const string Path = "/series/weekly/feed.atom";
    private const int Connections = 32;
    private const int SecondsOfARound = 4;
    private const int WarmUps = 2;

    public static async Task<int> RunAsync(int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("feedhub-serve-").FullName;
        try
        {
            var config = System.IO.Path.Combine(folder, "config");
            SeriesOnDisk.Write(config, 45);
            Console.WriteLine("| answer | server | requests per CPU-second, median (range) | FeedHub's are times as many, median of rounds (range) | allocated per request |");
            Console.WriteLine("| --- | --- | ---: | ---: | ---: |");
            foreach (var coding in new[] { "identity", "gzip" })
                await CompareAsync(folder, config, coding, rounds);
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CompareAsync(string folder, string config, string coding, int rounds)
    {
        using var feedHub = OwnContender.Start(
            "**FeedHub**", Path, "served", "feedhub", config, System.IO.Path.Combine(folder, "data-" + coding));
        var (bytes, mediaType, tag) = await FetchAsync(feedHub.Url, coding);
        var file = System.IO.Path.Combine(folder, "feed-" + coding);
        await File.WriteAllBytesAsync(file, bytes);
        using var bare = OwnContender.Start("bare minimal API", "/feed", "served", "bare", file, mediaType, coding);
        using var nginx = NginxContender.Start(folder, file, mediaType, coding, 18_200 + coding.Length);

        ServeContender[] contenders = [feedHub, bare, nginx];
        Print($"200, {coding}, {bytes.Length / 1000} kB", contenders, Measure(contenders, rounds, $"Accept-Encoding: {coding}"));
        // The others do not evaluate a precondition with our ETag, so this row has no comparison.
        Print($"304, {coding}", [feedHub], Measure([feedHub], rounds, $"Accept-Encoding: {coding}", $"If-None-Match: {tag}"));
    }

    private static List<Served>[] Measure(ServeContender[] contenders, int rounds, params string[] headers)
    {
        var results = contenders.Select(_ => new List<Served>()).ToArray();
        for (var round = -WarmUps; round < rounds; round++)
        {
            foreach (var (i, contender) in contenders.Index())
            {
                var before = contender.Used();
                var requests = Load(contender.Url, headers);
                var after = contender.Used();
                if (round >= 0)
                {
                    results[i]
                        .Add(new Served(requests / (after.CpuSeconds - before.CpuSeconds),
                            (after.Allocated - before.Allocated) / (double)requests));
                }
            }
        }
        return results;
    }

    /// <summary>The number of requests answered; throws if any of them failed.</summary>
    private static long Load(string url, string[] headers)
    {
        var start = new ProcessStartInfo(
            "taskset",
            ["-c", "1", "wrk", "-t1", $"-c{Connections}", $"-d{SecondsOfARound}s", .. headers.SelectMany(h => new[] { "-H", h }), url])
        {
            RedirectStandardOutput = true,
        };
        using var wrk = Process.Start(start) ?? throw new InvalidOperationException("wrk did not start.");
        var report = wrk.StandardOutput.ReadToEnd();
        wrk.WaitForExit();
        if (report.Contains("Non-2xx", StringComparison.Ordinal)
            && !headers.Any(h => h.StartsWith("If-None-Match", StringComparison.Ordinal))
            || report.Contains("Socket errors", StringComparison.Ordinal))
        {
            throw new InvalidOperationException(report);
        }

        return long.Parse(Requests().Match(report).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static async Task<(byte[] Bytes, string MediaType, string Tag)> FetchAsync(string url, string coding)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
        client.DefaultRequestHeaders.Add("Accept-Encoding", coding);
        using var answer = await client.GetAsync(url);
        answer.EnsureSuccessStatusCode();
        return (
            await answer.Content.ReadAsByteArrayAsync(), answer.Content.Headers.ContentType!.ToString(), answer.Headers.ETag!.ToString());
    }

    private static void Print(string answer, ServeContender[] contenders, List<Served>[] results)
    {
        foreach (var (i, contender) in contenders.Index())
        {
            var rates = results[i].Select(s => s.PerCpuSecond).Order().ToList();
            var ratios = results[i].Zip(results[0], (peer, own) => own.PerCpuSecond / peer.PerCpuSecond).Order().ToList();
            var allocated = results[i].Select(s => s.Allocated).Order().ToList();
            Console.WriteLine(Line(
                $"| {answer} | {contender.Name} | {Median(rates):N0} ({rates[0]:N0}–{rates[^1]:N0}) | {Median(ratios):F2} ({ratios[0]:F2}–{ratios[^1]:F2}) | {(allocated[0] is null ? "–" : Line($"{Median([.. allocated.Select(a => a!.Value)]):N0} B"))} |"));
        }
    }

    private static double Median(List<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Requests();

    private sealed record Served(double PerCpuSecond, double? Allocated);
}
