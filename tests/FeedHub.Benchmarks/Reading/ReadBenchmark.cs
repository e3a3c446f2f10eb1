using BenchmarkDotNet.Attributes;
using FeedHub.Formats;

namespace FeedHub.Benchmarks.Reading;

/// <summary>Reading a feed whole, beside System.ServiceModel.Syndication with every field touched.</summary>
[MemoryDiagnoser]
public class ReadBenchmark
{
    private byte[][] feeds = [];

    [Params(FeedFamily.Rss, FeedFamily.Atom)]
    public FeedFamily Family { get; set; }

    [GlobalSetup]
    public void Generate() => feeds = [.. Enumerable.Range(0, 20).Select(n => GeneratedFeeds.Feed(n, Family))];

    [Benchmark(Baseline = true)]
    public long Syndication()
    {
        long touched = 0;
        foreach (var feed in feeds)
            SyndicationReader.Read(feed, ref touched);
        return touched;
    }

    [Benchmark]
    public int FeedHubReader()
    {
        var items = 0;
        foreach (var feed in feeds)
            items += ((FeedReading.Readable)FeedReader.Read(feed, new FeedOrigin())).Document.Items.Count;
        return items;
    }
}
