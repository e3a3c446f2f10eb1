using System.Globalization;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Benchmarks.Reading;

/// <summary>
/// Reads the same 400 feeds with FeedHub and its peers in turn, round by round, so that the machine's other work affects all of
/// them equally; prints the table of <c>docs/performance.md</c>.
/// </summary>
internal static class ReadComparison
{
    private const int FeedsOfEachFormat = 200;
    private const int WarmUps = 2;

    public static int Run(string peers, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("feedhub-feeds-").FullName;
        try
        {
            var feeds = Generate(folder);
            long touched = 0;
            IContender[] contenders =
            [
                new LibraryContender(
                    "FeedHub", feeds, feed => ((FeedReading.Readable)FeedReader.Read(feed, new FeedOrigin())).Document.Items.Count),
                new LibraryContender(
                    "System.ServiceModel.Syndication, all fields touched", feeds, feed => SyndicationReader.Read(feed, ref touched)),
                ProcessContender.Start("feedsmith (npm)", "node", Path.Combine(peers, "feedsmith_reader.mjs"), folder),
                ProcessContender.Start(
                    "python3-feedparser, without sanitising", "/usr/bin/python3", Path.Combine(peers, "feedparser_reader.py"), folder),
            ];
            var results = contenders.Select(_ => new List<Round>()).ToArray();
            for (var round = -WarmUps; round < rounds; round++)
            {
                foreach (var (i, contender) in contenders.Index())
                {
                    var result = contender.Run();
                    if (round >= 0)
                        results[i].Add(result);
                }
            }

            Print(contenders, results, feeds.Sum(feed => (long)feed.Length));
            foreach (var contender in contenders)
                contender.Dispose();
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static List<byte[]> Generate(string folder)
    {
        GeneratedFeeds.Write(folder, 2 * FeedsOfEachFormat);
        return [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
    }

    private static void Print(IContender[] contenders, List<Round>[] results, long bytes)
    {
        var entries = results[0][0].Entries;
        Console.WriteLine(Line($"{2 * FeedsOfEachFormat} feeds, {entries} entries, {bytes / 1e6:F1} MB; {results[0].Count} rounds"));
        Console.WriteLine();
        Console.WriteLine(
            "| reader | entries per CPU-second, median (range) | FeedHub is faster by, median of rounds (range) | allocated per entry |");
        Console.WriteLine("| --- | --- | --- | --- |");
        foreach (var (i, contender) in contenders.Index())
        {
            var rates = results[i].Select(round => round.Rate).Order().ToList();
            var ratios = results[i].Zip(results[0], (peer, own) => own.Rate / peer.Rate).Order().ToList();
            var allocated = results[i][^1].Allocated is { } total ? Line($"{(double)total / results[i][^1].Entries:F0} B") : "–";
            Console.WriteLine(Line(
                $"| {contender.Name} | {Median(rates):F0} ({rates[0]:F0}–{rates[^1]:F0}) | {Median(ratios):F2} ({ratios[0]:F2}–{ratios[^1]:F2}) | {allocated} |"));
        }
    }

    private static double Median(List<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
