using System.Diagnostics;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Server.Configuration;

namespace FeedHub.Benchmarks.Million;

/// <summary>Stores new entries at an even rate in a store that a server reads and groups meanwhile.</summary>
internal static class MillionPour
{
    /// <param name="data">A data folder that <see cref="MillionFill"/> has filled.</param>
    /// <param name="rate">Entries a second.</param>
    public static async Task<int> RunAsync(string data, int rate, TimeSpan time, TextWriter output)
    {
        if (MillionValues.Read(data) is not { } values)
        {
            await output.WriteLineAsync($"{data} was not filled by million fill.");
            return 1;
        }
        var sources = MillionSource.All();
        var gazetteer = new CatalogReader(new FeedHubOptions { ConfigDirectory = MillionStore.ConfigOf(data), DataDirectory = data })
            .Read(new Dictionary<string, string>(), null).Gazetteer;
        var news = new MillionNews(values.Plan.Seed, new Tagger(gazetteer));
        var more = values.Plan with { Count = values.Plan.Count + (int)(rate * time.TotalSeconds) };
        await using var store = await MillionStore.OpenAsync(data, TimeProvider.System.GetUtcNow());
        var (begun, stored) = (Stopwatch.GetTimestamp(), 0);
        foreach (var poll in more.Polls(sources).SkipWhile(poll => poll.Entries[0].Number < values.Plan.Count))
        {
            var ahead = TimeSpan.FromSeconds((double)stored / rate) - Stopwatch.GetElapsedTime(begun);
            if (ahead > TimeSpan.Zero)
                await Task.Delay(ahead, TimeProvider.System);
            var at = TimeProvider.System.GetUtcNow();
            await store.CommitAsync(poll.Source.Declaration.Id, news.Document(poll with { At = at }), at);
            stored += poll.Entries.Count;
        }
        await output.WriteLineAsync(FormattableString.Invariant(
            $"{stored:n0} entries stored, {stored / Stopwatch.GetElapsedTime(begun).TotalSeconds:n0} a second"));
        return 0;
    }
}
