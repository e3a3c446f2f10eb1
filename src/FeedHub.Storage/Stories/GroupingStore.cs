using FeedHub.Core.Stories.Grouping;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Stories;

/// <summary>Reads and writes entries and their stories for grouping, in SQL.</summary>
public sealed class GroupingStore(FeedDatabase database) : IGroupingStore
{
    public async Task<bool> IsWaitedForAsync(CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await sql.NumberAsync(
            $"SELECT 1 WHERE EXISTS (SELECT 1 FROM entry WHERE story_id IS NULL) OR {StaleStories.Exist}") is not null;
    }

    public Task<IDisposable?> HoldOthersAsync(CancellationToken cancellationToken) => database.HoldGroupingAsync(cancellationToken);

    public async Task<T> ReadAsync<T>(Func<IGroupingReading, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await work(new GroupingReading(sql));
    }

    public Task<T> StepAsync<T>(Func<IGroupingStep, Task<T>> work, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(WriteScope.Grouping, sql => work(new GroupingStep(database, sql, now)), cancellationToken);
}
