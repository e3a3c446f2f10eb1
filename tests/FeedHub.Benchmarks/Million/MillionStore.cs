using FeedHub.Core.Entries;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Formats;
using FeedHub.Formats.Reading;
using FeedHub.Server;
using FeedHub.Server.Configuration;
using FeedHub.Storage.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace FeedHub.Benchmarks.Million;

/// <summary>
/// The store as the server itself composes it, on whatever engine that chooses for a data folder, but with a given clock. Nothing listens
/// and nothing polls.
/// </summary>
internal sealed class MillionStore : IAsyncDisposable
{
    private const string Worker = "million";

    private readonly WebApplication app;
    private readonly GivenClock clock;
    private readonly string data;

    private MillionStore(WebApplication app, GivenClock clock, string data) => (this.app, this.clock, this.data) = (app, clock, data);

    private ISourceStore Sources => app.Services.GetRequiredService<ISourceStore>();

    public Tagger Tagger => app.Services.GetRequiredService<CurrentTagger>().Value;

    /// <summary>Where the server would look for it, too; null for SQLite in the data folder.</summary>
    private static string? StoreString => Environment.GetEnvironmentVariable("FeedHub__Store") is { Length: > 0 } text ? text : null;

    public static string ConfigOf(string data) => Path.Combine(data, "config");

    /// <param name="now">Where the clock begins; not before anything that is stored.</param>
    public static async Task<MillionStore> OpenAsync(string data, DateTimeOffset now)
    {
        var clock = new GivenClock { Now = now };
        var app = await FeedHubApplication.BuildAsync(
            new FeedHubOptions
            {
                ConfigDirectory = ConfigOf(data),
                DataDirectory = data,
                StoreServer = StoreString is { } text ? PostgresAddress.Read(text) : null,
            },
            builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton<TimeProvider>(clock);
            },
            default);
        if (app.Services.GetRequiredService<CurrentCatalog>().Value.Problems is [var problem, ..])
            throw new InvalidOperationException($"The configuration in {ConfigOf(data)} has faults, beginning with: {problem}");
        var store = new MillionStore(app, clock, data);
        // A fill that was killed still has its last claim.
        await store.Sources.ReleaseAsync(Worker, TimeProvider.System.GetUtcNow(), default);
        return store;
    }

    public async Task<long> EntriesAsync() => (await Sources.OverviewAsync(default)).Sum(s => s.Entries);

    /// <summary>Bytes of the database with its log, or of the database on the server.</summary>
    public long Size()
    {
        if (StoreString is not { } text)
            return new DirectoryInfo(data).GetFiles().Sum(f => f.Length);
        using var connection = new NpgsqlConnection(text);
        connection.Open();
        using var command = new NpgsqlCommand("SELECT pg_database_size(current_database())", connection);
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Stores what a poll found, in the way of <see cref="SourceRefresher"/>.</summary>
    /// <exception cref="InvalidOperationException">An item was not new.</exception>
    public async Task CommitAsync(SourceId source, FeedDocument document, DateTimeOffset at)
    {
        clock.Now = at;
        var order = new ClaimOrder { Worker = Worker, EvenIfNotDue = true, Only = source };
        var claimed = (await Sources.ClaimAsync(order, at, default)).Single();
        var items = EntryNormaliser.Normalise(document, claimed.Source, claimed.State.Habits.RepeatedIdentifiers, at);
        var counts = await StoreAsync(claimed, new PollResult.Read(SameValidators: false, FreshFor: null), items.Entries, at);
        if (counts.New != document.Items.Count)
            throw new InvalidOperationException($"Of {document.Items.Count} items of {source}, {counts.New} were new.");
    }

    /// <summary>Gives a story to every entry that has none.</summary>
    public Task<GroupingCounts> GroupAsync() => app.Services.GetRequiredService<StoryGrouper>().GroupAsync(default);

    /// <summary>Polls every source without finding anything, so that a server has nothing to fetch for most of a day.</summary>
    public async Task RestAsync(DateTimeOffset at)
    {
        clock.Now = at;
        var order = new ClaimOrder { Worker = Worker, EvenIfNotDue = true, Max = int.MaxValue, PerSite = int.MaxValue };
        foreach (var claimed in await Sources.ClaimAsync(order, at, default))
            await StoreAsync(claimed, new PollResult.NotModified(FreshFor: null), [], at);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Task<IngestionCounts> StoreAsync(ClaimedSource claimed, PollResult result, IReadOnlyList<Entry> entries, DateTimeOffset at)
    {
        var outcome = new PollOutcome
        {
            Source = claimed.Source,
            State = claimed.State with
            {
                Answer = claimed.State.Answer.At(claimed.Source.Url, FeedReader.Revision),
                Times = claimed.State.Times with { LastAttempt = at },
            },
            Result = result,
            At = at,
            Entries = entries,
        };
        return app.Services.GetRequiredService<IIngestionStore>().CommitAsync(new IngestionBatch(Worker, outcome), default);
    }

    private sealed class GivenClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
