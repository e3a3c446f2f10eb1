using System.Collections.Concurrent;
using System.Diagnostics;
using FeedHub.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace FeedHub.Storage.Sqlite;

/// <summary>
/// SQLite has one writer at a time. Waiting writes are committed together, as many as fit into 50 ms, since a commit costs more than most
/// writes. Each write is still atomic, and one that fails does not affect the others.
/// </summary>
internal sealed class WriteQueue(Func<CancellationToken, Task<SqliteConnection>> open) : IDisposable
{
    private const int MaxTogether = 32;
    private const string Savepoint = "write";

    /// <summary>No write waits longer than this for others that share its commit.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentQueue<Write> waiting = new();
    private readonly SemaphoreSlim writer = new(1, 1);

    /// <summary>
    /// Kept from one transaction to the next, since it has the pages cached that the next will need; null at first and after a fault.
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
            // Another task is already running it.
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

    /// <summary>Runs waiting writes in one transaction, for up to <see cref="Moment"/>.</summary>
    /// <param name="asking">The caller's own write, which must fail rather than wait when no transaction can be begun.</param>
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
            // The waiting writes come first: none may hang if closing fails too.
            done.ForEach(write => write.Fail(fault));
            current?.Fail(fault);
            if (done.Count == 0 && current is null && asking.Take())
                asking.Fail(fault);
            // Whatever the state of this connection, the next transaction begins with a new one.
            Close();
        }
    }

    /// <param name="isAlone">Nothing else is in the transaction, so a failure affects no other write.</param>
    /// <returns>Whether the write succeeded and only has to be committed.</returns>
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
            // The cause first: when the engine has given up the whole transaction, rolling back fails too, and so does every write in it.
            write.Fail(fault);
            transaction.Rollback(Savepoint);
            transaction.Release(Savepoint);
            return false;
        }
    }

    private abstract class Write
    {
        private int taken;

        /// <returns>Whether the caller is to run it.</returns>
        public bool Take() => Interlocked.Exchange(ref taken, 1) == 0;

        /// <returns>Whether nobody has taken it; nobody will from now on.</returns>
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
