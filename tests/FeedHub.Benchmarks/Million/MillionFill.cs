using System.Diagnostics;
using System.Globalization;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Server.Configuration;

namespace FeedHub.Benchmarks.Million;

/// <summary>Fills a store poll by poll, in constant memory, and goes on where it stopped.</summary>
internal static class MillionFill
{
    private const int Part = 50_000;

    /// <summary>Entries between two runs of grouping.</summary>
    private const int Waiting = 300;

    /// <param name="data">
    /// The data folder; the configuration is written into a folder in it, and the values of the cases beside the store.
    /// </param>
    /// <param name="days">How long the sources needed for them.</param>
    public static async Task<int> RunAsync(string data, int count, int seed, int days, TextWriter output)
    {
        Directory.CreateDirectory(data);
        var sources = MillionSource.All();
        MillionConfig.Write(MillionStore.ConfigOf(data), sources);
        var gazetteer = new CatalogReader(new FeedHubOptions { ConfigDirectory = MillionStore.ConfigOf(data), DataDirectory = data })
            .Read(new Dictionary<string, string>(), null).Gazetteer;
        var news = new MillionNews(seed, new Tagger(gazetteer));
        var now = TimeProvider.System.GetUtcNow();
        if (MillionValues.Read(data) is not { } values)
        {
            values = MillionValues.Choose(new MillionPlan(seed, count, now - TimeSpan.FromDays(days), now), sources, news);
            values.Write(data);
        }
        var plan = values.Plan;
        if ((plan.Seed, plan.Count) != (seed, count))
        {
            await output.WriteLineAsync(
                $"{data} was begun with {plan.Count} entries and seed {plan.Seed}: give the same, or another folder.");
            return 1;
        }
        await using (var store = await MillionStore.OpenAsync(data, plan.From))
            await FillAsync(store, plan, sources, news, output);
        await output.WriteLineAsync($"Serve it with: serve --config {MillionStore.ConfigOf(data)} --data {data}");
        return 0;
    }

    private static async Task FillAsync(
        MillionStore store, MillionPlan plan, IReadOnlyList<MillionSource> sources, MillionNews news, TextWriter output)
    {
        var stored = await store.EntriesAsync();
        await output.WriteLineAsync($"{stored:n0} of {plan.Count:n0} entries are there.");
        await output.WriteLineAsync(
            "| entries | entries/s | CPU s | of it storing | grouping | generating | bytes per entry, with its log | new stories | MiB |");
        await output.WriteLineAsync("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var (cost, waiting) = (new Cost(stored), 0);
        foreach (var poll in plan.Polls(sources).SkipWhile(poll => poll.Entries[0].Number < stored))
        {
            if (poll.Entries[0].Number != stored)
                throw new InvalidOperationException($"The store holds {stored} entries, which no poll of this plan ends with.");
            var begun = Environment.CpuUsage.TotalTime;
            var document = news.Document(poll);
            var made = Environment.CpuUsage.TotalTime;
            await store.CommitAsync(poll.Source.Declaration.Id, document, poll.At);
            var committed = Environment.CpuUsage.TotalTime;
            cost.Generating += made - begun;
            cost.Storing += committed - made;
            stored += poll.Entries.Count;
            waiting += poll.Entries.Count;
            if (waiting < Waiting && stored < plan.Count)
                continue;
            waiting = 0;
            cost.Stories += (await store.GroupAsync()).NewStories;
            cost.Grouping += Environment.CpuUsage.TotalTime - committed;
            if (stored - cost.From >= Part || stored == plan.Count)
            {
                await output.WriteLineAsync(cost.Row(stored, store.Size()));
                await output.FlushAsync();
                cost = new Cost(stored);
            }
        }
        await store.GroupAsync();
        await store.RestAsync(TimeProvider.System.GetUtcNow());
    }

    /// <summary>What some thousands of entries cost, from number <paramref name="from"/> on.</summary>
    private sealed class Cost(long from)
    {
        private readonly long begun = Stopwatch.GetTimestamp();
        private readonly TimeSpan before = Environment.CpuUsage.TotalTime;

        public long From => from;
        public TimeSpan Generating { get; set; }
        public TimeSpan Storing { get; set; }
        public TimeSpan Grouping { get; set; }
        public long Stories { get; set; }

        public string Row(long stored, long bytes)
        {
            var cpu = Environment.CpuUsage.TotalTime - before;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"| {stored:n0} | {(stored - from) / Stopwatch.GetElapsedTime(begun).TotalSeconds:n0} | {cpu.TotalSeconds:n1} "
                    + $"| {Storing / cpu:p0} | {Grouping / cpu:p0} | {Generating / cpu:p0} | {(double)bytes / stored:n0} | {Stories:n0} "
                    + $"| {Environment.WorkingSet >> 20} |");
        }
    }
}
