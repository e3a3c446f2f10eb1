using FeedHub.Storage.Sql;

namespace FeedHub.Server.Observability;

/// <summary>Finds out whether the store can be written, by writing: seldom, one attempt at a time, and its outcome is remembered.</summary>
internal sealed class WriteProbe(FeedDatabase database, TimeProvider clock)
{
    /// <summary>How long an outcome is taken for true.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>
    /// After this the store counts as one that cannot be written, although the attempt goes on: SQLite waits up to a minute for a lock.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly Lock turn = new();
    private Task? attempt;
    private long began;

    /// <summary>Returns where the last attempt, or a new one if that is old, has succeeded; throws why it has not.</summary>
    /// <exception cref="TimeoutException">It neither succeeds nor fails.</exception>
    public Task SucceedAsync(CancellationToken cancellationToken)
    {
        lock (turn)
        {
            if (attempt is null || (attempt.IsCompleted && clock.GetElapsedTime(began) >= Interval))
            {
                began = clock.GetTimestamp();
                // On a thread of its own, since SQLite blocks while it waits; and not ended with the request that happened to begin it.
                attempt = Task.Run(() => database.ProbeAsync(CancellationToken.None), CancellationToken.None);
            }
            var left = Patience - clock.GetElapsedTime(began);
            return attempt.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, cancellationToken);
        }
    }
}
