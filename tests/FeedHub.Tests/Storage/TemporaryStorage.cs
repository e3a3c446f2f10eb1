using FeedHub.Core.Entries;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Sources;
using FeedHub.Storage.Sqlite;
using FeedHub.Storage.Stories;

namespace FeedHub.Tests.Storage;

/// <summary>A real database in a folder of its own, and shorthands for what tests put into it.</summary>
public sealed class TemporaryStorage : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    public TemporaryStorage()
    {
        Folder = Directory.CreateTempSubdirectory("feedhub-").FullName;
        Database = new SqliteDatabase(Folder);
        Database.Migrate();
    }

    public string Folder { get; }
    public SqliteDatabase Database { get; }
    public SourceStore Sources => new(Database);
    public IngestionStore Ingestion => new(Database);
    public GroupingStore Grouping => new(Database);
    public StoryGrouper Grouper(TimeProvider clock) => new(Grouping, () => new Tagger(GazetteerContents.Empty), clock);
    public TimelineStore Timeline => new(Database);

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

    public void Dispose()
    {
        Database.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
