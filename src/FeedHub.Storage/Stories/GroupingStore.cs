using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>Reads and writes entries and their stories for grouping, in SQL.</summary>
/// <param name="tagger">
/// Returns the tagger of the gazetteer in force, under whose names stories are indexed; null to leave indexing to a process that knows it.
/// </param>
public sealed class GroupingStore(FeedDatabase database, Func<Tagger>? tagger) : IGroupingStore
{
    public async Task<bool> IsWaitedForAsync(CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await sql.NumberAsync("SELECT 1 WHERE EXISTS (SELECT 1 FROM entry WHERE story_id IS NULL)") is not null
            || await sql.NumberAsync($"SELECT 1 WHERE EXISTS (SELECT 1 FROM story WHERE {StaleStories.AreUntold})") is not null
            || (tagger is not null
                && (await sql.NumberAsync($"SELECT 1 WHERE {StaleStories.Exist}") is not null
                    || await IndexNames.AreOutdatedAsync(sql, tagger())
                    || await StoryValues.UnfilledAsync(sql) is not null));
    }

    public async Task<T> ReadAsync<T>(Func<IGroupingReading, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await work(new GroupingReading(sql));
    }

    public Task<T> StepAsync<T>(Func<IGroupingStep, Task<T>> work, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(WriteScope.Grouping, sql => work(new GroupingStep(database, sql, now, tagger)), cancellationToken);
}
