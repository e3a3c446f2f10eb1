using BenchmarkDotNet.Attributes;
using FeedHub.Formats;
using FeedHub.Formats.Reading;
using FeedHub.Formats.Writing;

namespace FeedHub.Benchmarks.Reading;

/// <summary>Reads a whole feed, compared with System.ServiceModel.Syndication with every field touched.</summary>
[MemoryDiagnoser]
public class ReadBenchmark
{
    private byte[][] feeds = [];

    [Params("rss", "atom")]
    public string Format { get; set; } = "";

    [GlobalSetup]
    public void Generate() =>
        feeds = [.. Enumerable.Range(0, 20).Select(n => GeneratedFeeds.Feed(n, FeedFormats.Find(Format, FeedOffer.None)!))];

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
