using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Stories.Features;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Server.Configuration;
using FeedHub.Storage.Sqlite;
using FeedHub.Storage.Stories;

namespace FeedHub.Benchmarks.Grouping;

/// <summary>Measures the memory of the window of grouping, filled from a store as a server fills it when it starts.</summary>
internal static class WindowCost
{
    public static async Task RunAsync(string data, TextWriter output)
    {
        var gazetteer = new CatalogReader(new FeedHubOptions { ConfigDirectory = "feeds-config" })
            .Read(new Dictionary<string, string>(), null).Gazetteer;
        var extractor = new FeatureExtractor(new Tagger(gazetteer));
        using var database = new SqliteDatabase(data);
        var window = new StoryWindow(GroupingWeights.Default, []);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var spent = Environment.CpuUsage.TotalTime;
        await new GroupingStore(database, null).ReadAsync(
            async reading =>
            {
                await foreach (var entry in reading.GroupedAsync(GroupingWeights.Default.Window))
                    window.Restore(extractor.Extract(entry), entry.Story!.Value, entry.DuplicateOf, entry.StoryBegan ?? entry.At);
                return 0;
            },
            default);
        spent = Environment.CpuUsage.TotalTime - spent;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        await output.WriteLineAsync(
            $"{window.Count:n0} entries, {bytes >> 20} MiB: {(double)bytes / window.Count:n0} B each; "
                + $"{spent.TotalSeconds:n1} s of CPU to fill.");
        GC.KeepAlive(window);
    }
}
