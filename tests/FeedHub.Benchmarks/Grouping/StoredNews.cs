using FeedHub.Core.Entries;
using FeedHub.Core.Ingestion;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories.Features;
using FeedHub.Server.Configuration;
using FeedHub.Storage.Entries;
using FeedHub.Storage.Sources;
using FeedHub.Storage.Sqlite;

namespace FeedHub.Benchmarks.Grouping;

/// <summary>A database full of generated news, for measuring <c>feedhub regroup --data FOLDER</c>.</summary>
public static class StoredNews
{
    private const int Part = 2_000;

    /// <param name="contentChars">Characters of the full text that each entry also has; 0 for none.</param>
    public static async Task FillAsync(int count, string folder, int contentChars = 0)
    {
        var gazetteer = new CatalogReader(new FeedHubOptions { ConfigDirectory = "feeds-config" })
            .Read(new Dictionary<string, string>(), null).Gazetteer;
        using var database = new SqliteDatabase(folder);
        database.Migrate();
        var sources = Enumerable.Range(0, 200)
            .Select(
                i => new Source { Id = new SourceId($"s{i}"), Title = $"Outlet {i}", Url = $"https://s{i}.example/feed", Enabled = false })
            .ToDictionary(s => s.Id);
        await new SourceStore(database).ReconcileAsync([.. sources.Values], DateTimeOffset.UnixEpoch, default);
        var ingestion = new IngestionStore(database);
        foreach (var part in new GeneratedNews(gazetteer, count).Entries().Chunk(Part))
        {
            foreach (var group in part.GroupBy(e => e.Source))
            {
                var now = part[^1].At;
                var outcome = new PollOutcome
                {
                    Source = sources[group.Key],
                    State = new SourceState { Id = group.Key },
                    Result = new PollResult.Read(SameValidators: false, FreshFor: null),
                    At = now,
                    Entries = [.. group.Select(e => Entry(e, now, contentChars))],
                };
                await ingestion.CommitAsync(new IngestionBatch("fill", outcome), default);
            }
        }
    }

    private static Entry Entry(GroupingEntry news, DateTimeOffset now, int contentChars) => new()
    {
        Summary = contentChars == 0 ? null : $"<p>{news.Text}</p>",
        Content = contentChars == 0
            ? null
            : $"<p>{string.Join(' ', Enumerable.Repeat(news.Text, 1 + (contentChars / news.Text.Length)))}</p>",
        Id = news.Id,
        Source = news.Source,
        Key = news.Id.Value,
        Title = news.Title,
        Url = news.CanonicalUrl,
        CanonicalUrl = news.CanonicalUrl,
        Text = contentChars == 0 ? news.Text : string.Join(' ', Enumerable.Repeat(news.Text, 1 + (contentChars / news.Text.Length))),
        Language = news.Language,
        Published = news.At,
        Arrived = now,
        ContentHash = news.Id.Value,
    };
}
