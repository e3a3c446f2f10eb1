using System.Collections.Concurrent;
using FeedHub.Core.Nodes;
using FeedHub.Storage.Sources;
using FeedHub.Storage.Sql;
using Npgsql;

namespace FeedHub.Storage.Postgres;

/// <summary>
/// A node on a server. One connection of its own says that it is alive, hears the news, and holds the lead as an advisory lock, which the
/// server gives back however the node ends. A node that stays silent, since it is frozen or cut off, is taken for dead: its connections are
/// ended before its work is given to others, so what it had begun is undone and it holds no lock any more. For one task at a time.
/// </summary>
internal sealed class PostgresNode(PostgresDatabase database) : INode
{
    /// <summary>The channel of the news.</summary>
    public const string Channel = "feedhub";

    /// <summary>After this time without a beat, in milliseconds, a node is taken for dead: another leads within ten seconds.</summary>
    private const long Silence = 7_000;

    /// <summary>Any number that nobody else takes for a lock, in this database.</summary>
    private const long LeadLock = 0x4665656448754c;

    /// <summary>Hosts that nobody has asked for this long, in milliseconds, are forgotten.</summary>
    private const long Forgotten = 86_400_000;

    private readonly ConcurrentQueue<string> news = new();
    private NpgsqlConnection? connection;
    private SqlSession? sql;
    private volatile bool leads;
    private CancellationTokenSource claims = new();

    /// <summary>Whether the others know of this node, unless they have taken it for dead since.</summary>
    private bool isKnown;

    public string Name => database.ProcessName;

    public TimeSpan Interval { get; } = TimeSpan.FromSeconds(2);

    public bool Leads => leads;

    public CancellationToken Claims => Volatile.Read(ref claims).Token;

    public Task<IReadOnlyList<NodeSighting>> BeatAsync(string catalog, CancellationToken cancellationToken) => ConnectedAsync(
        async own =>
        {
            var asked = database.Clock.Local.GetTimestamp();
            var seen = await own.NumberAsync(
                "UPDATE node SET seen = feedhub_now(), catalog = @catalog, leads = @leads WHERE name = @name RETURNING seen",
                ("@name", Name), ("@catalog", catalog), ("@leads", leads));
            if (seen is { } time)
                database.Clock.Set(time, asked);
            else
                await EnterAsync(own, catalog);
            if (!leads && await own.NumberAsync("SELECT 1 WHERE pg_try_advisory_lock(@lock)", ("@lock", LeadLock)) is not null)
            {
                await own.ExecuteAsync("DELETE FROM site_turn WHERE started < feedhub_now() - @forgotten", ("@forgotten", Forgotten));
                await own.ExecuteAsync("UPDATE node SET leads = 1 WHERE name = @name", ("@name", Name));
                leads = true;
            }
            await RemoveDeadAsync(own);
            return (IReadOnlyList<NodeSighting>)await own.QueryAsync(
                "SELECT name, started, catalog, leads FROM node ORDER BY started, name",
                row => new NodeSighting(row.Text("name"), row.Instant("started"), row.Text("catalog"), row.Flag("leads")));
        },
        cancellationToken);

    public Task<string?> ListenAsync(TimeSpan longest, CancellationToken cancellationToken) => ConnectedAsync(
        async _ => news.TryDequeue(out var told) || (await connection!.WaitAsync(longest, cancellationToken) && news.TryDequeue(out told))
            ? told : null,
        cancellationToken);

    public async Task<IAsyncDisposable> AloneAsync(string work, CancellationToken cancellationToken)
    {
        var own = await database.ConnectAloneAsync(cancellationToken);
        try
        {
            await using var command = own.CreateCommand();
            command.CommandText = "SELECT pg_advisory_lock(hashtextextended(@work, 1))";
            command.CommandTimeout = 0;
            command.Parameters.AddWithValue("@work", work);
            await command.ExecuteNonQueryAsync(cancellationToken);
            return own;
        }
        catch
        {
            await own.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether this node leads at this moment, as the server says within the transaction of <paramref name="step"/>.</summary>
    public async Task<bool> StillLeadsAsync(SqlSession step) => leads && connection is { } own && await step.NumberAsync(
        """
        SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND pid = @process AND objsubid = 1
          AND ((classid::bigint << 32) | objid::bigint) = @lock
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        """,
        ("@process", own.ProcessID), ("@lock", LeadLock)) is not null;

    /// <summary>Makes the others know of this node, for the first time or again.</summary>
    private async Task EnterAsync(SqlSession own, string catalog)
    {
        if (isKnown)
            await Interlocked.Exchange(ref claims, new()).CancelAsync();
        var asked = database.Clock.Local.GetTimestamp();
        var seen = await own.NumberAsync(
            """
            INSERT INTO node (name, started, seen, catalog, leads) VALUES (@name, feedhub_now(), feedhub_now(), @catalog, 0) RETURNING seen
            """,
            ("@name", Name), ("@catalog", catalog));
        database.Clock.Set(seen.GetValueOrDefault(), asked);
        isKnown = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (sql is { } own)
        {
            try
            {
                await own.ExecuteAsync("DELETE FROM node WHERE name = @name", ("@name", Name));
                // Now, and not when the server notices that the connection is closed.
                await own.QueryAsync("SELECT pg_advisory_unlock_all()", _ => 0);
            }
            catch (Exception lost) when (lost is NpgsqlException or InvalidOperationException)
            {
                // The others find out that this node is silent.
            }
        }
        await CloseAsync();
    }

    /// <summary>
    /// In this order, each part as good when done twice: whoever does it may die in between, and another begins again.
    /// </summary>
    private async Task RemoveDeadAsync(SqlSession own)
    {
        // While the server was down, nobody could beat.
        var dead = await own.QueryAsync(
            """
            SELECT name FROM node WHERE name <> @name AND seen < feedhub_now() - @silence
              AND pg_postmaster_start_time() < clock_timestamp() - @silence * interval '1 millisecond'
            """,
            row => row.Text("name"),
            ("@name", Name), ("@silence", Silence));
        foreach (var name in dead)
        {
            await own.QueryAsync(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = @program AND datname = current_database()",
                _ => 0,
                ("@program", PostgresAddress.ProgramOf(name)));
            await SourceClaims.ReleaseAsync(own, name, database.Clock.GetUtcNow());
            await own.ExecuteAsync("DELETE FROM node WHERE name = @name", ("@name", name));
        }
    }

    private async Task<T> ConnectedAsync<T>(Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            if (sql is null)
            {
                connection = await database.ConnectAloneAsync(cancellationToken);
                connection.Notification += (_, e) => news.Enqueue(e.Payload);
                sql = new SqlSession(connection, PostgresDialect.Instance);
                await sql.ExecuteAsync($"LISTEN {Channel}");
            }
            return await work(sql);
        }
        catch (Exception fault) when (fault is NpgsqlException or IOException or InvalidOperationException)
        {
            await CloseAsync();
            // The server was restarted, or has ended all that this node had open.
            database.ForgetConnections();
            throw;
        }
    }

    private async ValueTask CloseAsync()
    {
        leads = false;
        if (sql is { } own)
            await own.DisposeAsync();
        (sql, connection) = (null, null);
    }
}
