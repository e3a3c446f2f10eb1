using System.Globalization;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Server.Configuration;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Sources;
using FeedHub.Storage.Sqlite;
using FeedHub.Storage.Stories;

namespace FeedHub.Benchmarks.Histories;

/// <summary>Polls histories of sources into a real database and compares what is stored with what is true.</summary>
internal static class HistoryRun
{
    private const string Worker = "histories";

    /// <summary>The findings of histories <paramref name="from"/> to <paramref name="to"/>, without the latter, by kind.</summary>
    public static async Task<IReadOnlyList<HistoryFinding>> FindAsync(int seed, int from, int to, string folder, Tagger tagger)
    {
        using var database = new SqliteDatabase(folder);
        database.Migrate();
        var clock = new HistoryClock();
        using var grouper = new StoryGrouper(new GroupingStore(database, () => tagger), () => tagger, clock);
        var findings = new List<HistoryFinding>();
        var start = SourceHistory.Start;
        for (var number = from; number < to; number++)
        {
            var history = new SourceHistory(number, seed, start);
            findings.Add(await TryAsync(database, folder, number, history, grouper, clock));
            start = history.Next;
        }
        return findings;
    }

    public static async Task<int> RunAsync(int count, int seed, TextWriter output)
    {
        var options = new FeedHubOptions { ConfigDirectory = "feeds-config" };
        var tagger = new Tagger(new CatalogReader(options).Read(new Dictionary<string, string>(), null).Gazetteer);
        var findings = new List<HistoryFinding>();
        const int Batch = 500;
        for (var from = 0; from < count; from += Batch)
        {
            var folder = Directory.CreateTempSubdirectory("feedhub-histories-");
            findings.AddRange(await FindAsync(seed, from, Math.Min(count, from + Batch), folder.FullName, tagger));
            folder.Delete(recursive: true);
        }
        await output.WriteLineAsync(
            "| kind | histories | items | doubled | swallowed | false revisions | lost revisions | false misses | false copies |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|---|---|");
        foreach (var kind in findings.GroupBy(f => f.Kind).Append(findings.GroupBy(_ => "all").First()))
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"| {kind.Key} | {kind.Count()} | {kind.Sum(f => f.Items)} | {kind.Sum(f => f.Doubled)} | {kind.Sum(f => f.Swallowed)} "
                + $"| {kind.Sum(f => f.FalseRevisions)} | {kind.Sum(f => f.LostRevisions)} | {kind.Sum(f => f.FalseMisses)} "
                + $"| {kind.Sum(f => f.FalseCopies)} |"));
        }
        foreach (var wrong in findings.Where(f => !f.IsRight).Take(20))
            await output.WriteLineAsync(wrong.ToString());
        return findings.All(f => f.IsRight) ? 0 : 1;
    }

    private static async Task<HistoryFinding> TryAsync(
        SqliteDatabase database, string folder, int number, SourceHistory history, StoryGrouper grouper, HistoryClock clock)
    {
        var id = new SourceId($"history-{number}");
        var (sources, fetcher) = (new SourceStore(database), new HistoryFetcher());
        clock.Now = history.Polls[0].At;
        await sources.ReconcileAsync(
            [new Source { Id = id, Title = id.Value, Url = $"https://outlet.example/{number}/feed", Interval = TimeSpan.FromHours(1) }],
            clock.Now, default);
        var truth = new HistoryTruth();
        foreach (var poll in history.Polls)
        {
            clock.Now = poll.At;
            fetcher.Body = HistoryWriter.Write(poll.Items, poll.IsAtom);
            truth.See(poll.Items);
            var claimed = (await sources.ClaimAsync(
                new ClaimOrder { Worker = Worker, EvenIfNotDue = true, Only = id }, clock.Now, default)).Single();
            await new SourceRefresher(fetcher, new IngestionStore(database), clock).RefreshAsync(claimed, Worker, default);
            await grouper.GroupAsync(default);
        }
        var state = (await sources.OverviewAsync(default)).Single(s => s.Source.Id == id).State;
        return await truth.CompareAsync(folder, history, number, id, state);
    }

    private sealed class HistoryFetcher : IFeedFetcher
    {
        public void Invited(string url) => throw new NotSupportedException();

        public byte[] Body { get; set; } = [];

        public Task<FetchResult> FetchAsync(FetchRequest request, CancellationToken cancellationToken) =>
            Task.FromResult<FetchResult>(new FetchResult.Fetched { Body = Body, FinalUrl = request.Url, StatusCode = 200 });
    }

    private sealed class HistoryClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

/// <summary>What one history came to; each number is of entries, revisions or polls that are wrong.</summary>
/// <param name="FalseCopies">Entries that grouping took for copies of another item.</param>
internal sealed record HistoryFinding(
    int Number, string Kind, int Items, int Doubled, int Swallowed, int FalseRevisions, int LostRevisions, long FalseMisses,
    int FalseCopies)
{
    public bool IsRight => (Doubled, Swallowed, FalseRevisions, LostRevisions, FalseMisses, FalseCopies) == (0, 0, 0, 0, 0, 0);
}
