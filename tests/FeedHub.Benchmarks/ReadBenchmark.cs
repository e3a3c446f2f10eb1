using System.ServiceModel.Syndication;
using System.Xml;
using BenchmarkDotNet.Attributes;
using FeedHub.Formats;

namespace FeedHub.Benchmarks;

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
    public int Syndication()
    {
        var length = 0;
        foreach (var feed in feeds)
        {
            using var reader = XmlReader.Create(new MemoryStream(feed));
            foreach (var item in SyndicationFeed.Load(reader).Items)
            {
                length += (item.Title?.Text.Length ?? 0) + (item.Summary?.Text.Length ?? 0) + item.Id.Length + item.Links.Count + item.Authors.Count
                    + item.Categories.Count + item.PublishDate.Day + item.LastUpdatedTime.Day + ((item.Content as TextSyndicationContent)?.Text.Length ?? 0)
                    + item.ElementExtensions.ReadElementExtensions<string>("encoded", "http://purl.org/rss/1.0/modules/content/").Sum(e => e.Length);
            }
        }
        return length;
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
