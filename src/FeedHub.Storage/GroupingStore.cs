using Dapper;
using FeedHub.Core.Stories;

namespace FeedHub.Storage;

/// <summary>Keeps entries and their stories while they are grouped, in SQL.</summary>
public sealed class GroupingStore(FeedDatabase database) : IGroupingStore
{
    public async Task<bool> IsWaitedForAsync(CancellationToken cancellationToken)
    {
        await using var reading = await database.OpenAsync(cancellationToken);
        return await reading.ExecuteScalarAsync<int>("SELECT count(*) FROM (SELECT 1 FROM entry WHERE story_id IS NULL LIMIT 1) AS waiting") > 0;
    }

    public async Task<T> ReadAsync<T>(Func<IGroupingReading, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var reading = await database.OpenAsync(cancellationToken);
        return await work(new GroupingReading(reading, null));
    }

    public Task<T> StepAsync<T>(Func<IGroupingStep, Task<T>> work, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync((connection, transaction) => work(new GroupingStep(connection, transaction, now)), cancellationToken);
}
