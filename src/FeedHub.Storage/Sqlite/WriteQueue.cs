using System.Collections.Concurrent;
using System.Diagnostics;
using FeedHub.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace FeedHub.Storage.Sqlite;

/// <summary>
/// SQLite has one writer at a time: the writes that wait for it are committed together, as many as fit into a moment, since a commit costs
/// more than most of them. Each is still kept whole or not at all, and none that fails takes another with it.
/// </summary>
internal sealed class WriteQueue(Func<CancellationToken, Task<SqliteConnection>> open) : IDisposable
{
    private const int MaxTogether = 32;
    private const string Savepoint = "write";

    /// <summary>No write waits longer for others that share its commit.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<Write> waiting = new();
    private readonly SemaphoreSlim writer = new(1, 1);

    /// <summary>
    /// Kept from one transaction to the next, since it knows the pages that the next will need; null before the first and after a fault.
    /// </summary>
    private SqliteConnection? connection;
    private SqlSession? session;

    public async Task<T> RunAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        var write = new Write<T>(work);
        waiting.Enqueue(write);
        try
        {
            await writer.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (!write.Withdraw())
        {
            // Somebody is at it already.
            return await write.Result;
        }
        try
        {
            while (!write.Result.IsCompleted)
                await CommitAsync(write);
        }
        finally
        {
            writer.Release();
        }
        return await write.Result;
    }

    public void Dispose()
    {
        Close();
        writer.Dispose();
    }

    private void Close()
    {
        session?.Dispose();
        connection?.Dispose();
        (session, connection) = (null, null);
    }

    /// <summary>Runs what waits, up to a moment's worth, in one transaction.</summary>
    /// <param name="asking">Who must not be left waiting where not even a transaction can be had.</param>
    private async Task CommitAsync(Write asking)
    {
        var done = new List<Write>();
        Write? current = null;
        try
        {
            connection ??= await open(default);
            session ??= new SqlSession(connection, SqliteDialect.Instance);
            await using var transaction = connection.BeginTransaction(deferred: false);
            session.Transaction = transaction;
            var began = Stopwatch.GetTimestamp();
            while (done.Count < MaxTogether && Stopwatch.GetElapsedTime(began) < Moment && waiting.TryDequeue(out current))
            {
                if (current.Take() && await RunAsync(current, transaction, isAlone: done.Count == 0 && waiting.IsEmpty))
                    done.Add(current);
                current = null;
            }
            await transaction.CommitAsync();
            done.ForEach(write => write.Succeed());
        }
        catch (Exception fault)
        {
            // Those who wait first: none may hang where closing fails too.
            done.ForEach(write => write.Fail(fault));
            current?.Fail(fault);
            if (done.Count == 0 && current is null && asking.Take())
                asking.Fail(fault);
            // Whatever state the connection is in, the next transaction begins with a sound one.
            Close();
        }
    }

    /// <param name="isAlone">Nothing else is in the transaction: what fails takes only itself with it.</param>
    /// <returns>Whether it is done, so far.</returns>
    private async Task<bool> RunAsync(Write write, SqliteTransaction transaction, bool isAlone)
    {
        if (isAlone)
        {
            await write.RunAsync(session!);
            return true;
        }
        transaction.Save(Savepoint);
        try
        {
            await write.RunAsync(session!);
            transaction.Release(Savepoint);
            return true;
        }
        catch (Exception fault)
        {
            // The cause first: where the engine has given up the whole transaction, rolling back fails too, and every write of it with this
            // one.
            write.Fail(fault);
            transaction.Rollback(Savepoint);
            transaction.Release(Savepoint);
            return false;
        }
    }

    private abstract class Write
    {
        private int taken;

        /// <returns>Whether it is the caller's to run.</returns>
        public bool Take() => Interlocked.Exchange(ref taken, 1) == 0;

        /// <returns>Whether nobody has taken it, or will.</returns>
        public bool Withdraw() => Take();

        public abstract Task RunAsync(SqlSession sql);

        public abstract void Succeed();

        public abstract void Fail(Exception fault);
    }

    private sealed class Write<T>(Func<SqlSession, Task<T>> work) : Write
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T result = default!;

        public Task<T> Result => done.Task;

        public override async Task RunAsync(SqlSession sql) => result = await work(sql);

        public override void Succeed() => done.TrySetResult(result);

        public override void Fail(Exception fault) => done.TrySetException(fault);
    }
}
