using System.Data.Common;
using FeedHub.Core.Entries;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Storage;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Postgres;
using FeedHub.Storage.Sources;
using FeedHub.Storage.Sql;
using FeedHub.Storage.Sqlite;
using FeedHub.Storage.Stories;
using FeedHub.Tests.Storage.Postgres;

namespace FeedHub.Tests.Storage;

/// <summary>
/// A real database of its own, and shorthands for what tests put into it: SQLite in a folder, or PostgreSQL for a test of
/// <see cref="OnPostgres"/>.
/// </summary>
public sealed class TemporaryStorage : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    private static readonly Tagger Names = new(GazetteerContents.Empty);

    private static readonly Lazy<byte[]> UpToDate = new(MakeUpToDate);

    private readonly TestServer.Database? server;

    public TemporaryStorage()
        : this(OnPostgres.IsRunning)
    {
    }

    public TemporaryStorage(bool onServer)
    {
        server = onServer ? TestServer.Create() : null;
        Folder = Directory.CreateTempSubdirectory("feedhub-").FullName;
        Database = new StoreLocation(Folder, server?.Address).Open();
        if (server is null)
            File.WriteAllBytes(Sqlite.FilePath, UpToDate.Value);
        Database.Migrate();
    }

    public string Folder { get; }
    public FeedDatabase Database { get; }
    public SqliteDatabase Sqlite => (SqliteDatabase)Database;
    public PostgresDatabase Postgres => (PostgresDatabase)Database;

    /// <summary>Null for SQLite.</summary>
    public PostgresAddress? Address => server?.Address;

    /// <summary>On the server; null for SQLite.</summary>
    public string? DatabaseName => server?.Name;

    public SourceStore Sources => new(Database);
    public IngestionStore Ingestion => new(Database);
    /// <summary>The tagger of the gazetteer in force: of an empty one, unless a test sets another.</summary>
    public Tagger Tagger { get; set; } = Names;
    public GroupingStore Grouping => new(Database, () => Tagger);
    public StoryGrouper Grouper(TimeProvider clock) => new(Grouping, () => Tagger, clock);
    public TimelineStore Timeline => TimelineAt(TimeProvider.System);
    public TimelineStore TimelineAt(TimeProvider clock) => new(Database, new QueryReader(() => Tagger, clock));

    /// <summary>The timeline of another process that has opened the database.</summary>
    public static TimelineStore TimelineOf(FeedDatabase database) => new(database, new QueryReader(() => Names, TimeProvider.System));

    /// <summary>A connection to the database, for what no store reads or writes.</summary>
    public async Task<DbConnection> ConnectAsync() =>
        server is null ? await Sqlite.ConnectAsync(default) : await Postgres.ConnectAsync(default);

    public static Source Source(string id, string? url = null) => new()
    {
        Id = new SourceId(id),
        Title = id,
        Url = url ?? $"https://{id}.example/feed",
    };

    public static Entry Entry(string source, string key, string text = "", string? url = null, string language = "en") => new()
    {
        Id = new EntryId($"{source}-{key}"),
        Source = new SourceId(source),
        Key = key,
        Title = $"Title of {key}",
        Url = url,
        CanonicalUrl = url,
        Summary = text.Length == 0 ? null : text,
        Text = text,
        Language = language,
        Arrived = Start,
        ContentHash = text,
    };

    /// <summary>Declares, claims and commits, as a poll would.</summary>
    public async Task<IngestionCounts> CommitAsync(DateTimeOffset now, params Entry[] entries)
    {
        var counts = default(IngestionCounts);
        foreach (var group in entries.GroupBy(e => e.Source))
        {
            var stored = await Ingestion.CommitAsync(new IngestionBatch("test", Read(group.Key, now, [.. group])), default);
            counts = new IngestionCounts(counts.New + stored.New, counts.Updated + stored.Updated);
        }
        return counts;
    }

    /// <summary>A poll that brought these entries.</summary>
    public static PollOutcome Read(SourceId source, DateTimeOffset now, params IReadOnlyList<Entry> entries) => new()
    {
        Source = Source(source.Value) with { Interval = TimeSpan.FromHours(1) },
        State = new SourceState { Id = source },
        Result = new PollResult.Read(SameValidators: false, FreshFor: null),
        At = now,
        Entries = entries,
    };

    /// <summary>A poll of a claimed source that failed.</summary>
    public static PollOutcome Failed(ClaimedSource claimed, DateTimeOffset now, PollResult.Failed failure) =>
        new() { Source = claimed.Source, State = claimed.State, Result = failure, At = now };

    /// <summary>The file that the migrations make of nothing: they run once for all tests, since they take longer than most.</summary>
    private static byte[] MakeUpToDate()
    {
        var folder = Directory.CreateTempSubdirectory("feedhub-").FullName;
        var database = (SqliteDatabase)new StoreLocation(folder, null).Open();
        using (database)
            database.Migrate();
        var file = File.ReadAllBytes(database.FilePath);
        Directory.Delete(folder, recursive: true);
        return file;
    }

    public void Dispose()
    {
        Database.Dispose();
        server?.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
