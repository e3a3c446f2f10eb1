using FeedHub.Storage.Sql;

namespace FeedHub.Server.Observability;

/// <summary>Finds out whether the store can be written, by writing: rarely, one attempt at a time, and its outcome is remembered.</summary>
internal sealed class WriteProbe(FeedDatabase database, TimeProvider clock)
{
    /// <summary>How long an outcome is taken as valid.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>
    /// After this the store is reported as not writable, although the attempt continues: SQLite waits up to a minute for a lock.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock turn = new();
    private Task? attempt;
    private long began;

    /// <summary>Returns if the last attempt, or a new one if that is old, has succeeded; otherwise throws what it threw.</summary>
    /// <exception cref="TimeoutException">It has neither succeeded nor failed in time.</exception>
    public Task SucceedAsync(CancellationToken cancellationToken)
    {
        lock (turn)
        {
            if (attempt is null || (attempt.IsCompleted && clock.GetElapsedTime(began) >= Interval))
            {
                began = clock.GetTimestamp();
                // On a thread of its own, since SQLite blocks while it waits; and not cancelled with the request that happened to begin it.
                attempt = Task.Run(() => database.ProbeAsync(CancellationToken.None), CancellationToken.None);
            }
            var left = Patience - clock.GetElapsedTime(began);
            return attempt.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, cancellationToken);
        }
    }
}
