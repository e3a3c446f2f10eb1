using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Features;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Server.Configuration;

namespace FeedHub.Benchmarks.Grouping;

/// <summary>
/// Measures tagging, duplicates and grouping over a long run: throughput and memory, from the first 20,000 entries to the last.
/// </summary>
public static class GroupingRun
{
    private const int Part = 20_000;

    public static void Run(int count, TextWriter output)
    {
        var options = new FeedHubOptions { ConfigDirectory = "feeds-config" };
        var gazetteer = new CatalogReader(options).Read(new Dictionary<string, string>(), null).Gazetteer;
        var extractor = new FeatureExtractor(new Tagger(gazetteer));
        var window = new StoryWindow(GroupingWeights.Default, []);
        var (stories, copies, number) = (0L, 0, 0);
        var total = TimeSpan.Zero;
        output.WriteLine("| entries | entries a CPU second | in the window | managed memory | stories | copies |");
        output.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var part in new GeneratedNews(gazetteer, count).Entries().Chunk(Part))
        {
            // CPU time, not elapsed time: the machine may have other work.
            var before = Environment.CpuUsage.TotalTime;
            foreach (var entry in part)
            {
                var placed = window.Place(window.Extract(extractor, entry), new StoryId(stories + 1));
                stories += placed.IsNew ? 1 : 0;
                copies += placed.DuplicateOf is null ? 0 : 1;
            }
            var taken = Environment.CpuUsage.TotalTime - before;
            total += taken;
            number += part.Length;
            var memory = GC.GetTotalMemory(forceFullCollection: true) >> 20;
            output.WriteLine(
                $"| {number:n0} | {part.Length / taken.TotalSeconds:n0} | {window.Count:n0} | {memory} MiB | {stories:n0} | {copies:n0} |");
        }
        output.WriteLine(
            $"{number:n0} entries in {total.TotalSeconds:n1} s of CPU: {number / total.TotalSeconds:n0} entries a CPU second.");
    }
}
