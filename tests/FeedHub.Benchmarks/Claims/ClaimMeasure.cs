using System.Diagnostics;
using System.Globalization;
using FeedHub.Core.Sources;
using FeedHub.Storage.Postgres;
using FeedHub.Storage.Sources;
using Npgsql;

namespace FeedHub.Benchmarks.Claims;

/// <summary>
/// What a claim costs on a PostgreSQL server, by the number of sources: with the real statement, alone and from many nodes.
/// </summary>
internal static class ClaimMeasure
{
    private const string Variable = "FEEDHUB_TEST_POSTGRES";
    private static readonly TimeSpan Together = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(IReadOnlyList<int> sizes, TextWriter output)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } server)
        {
            await output.WriteLineAsync(
                $"Set {Variable} to a server on which databases may be created: bash tests/postgres start prints it.");
            return 2;
        }
        await output.WriteLineAsync(
            """
            | sources | claim, nothing due: median | claim of 64, a tenth due: median | claims per second, 4 nodes at once | the same, nothing due |
            | ---: | ---: | ---: | ---: | ---: |
            """);
        foreach (var size in sizes)
        {
            var name = $"feedhub_claims_{Guid.NewGuid():N}";
            await ExecuteAsync(server, $"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'");
            try
            {
                await output.WriteLineAsync(
                    await MeasureAsync(new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString, size));
            }
            finally
            {
                await ExecuteAsync(server, $"DROP DATABASE {name} WITH (FORCE)");
            }
        }
        return 0;
    }

    private static async Task<string> MeasureAsync(string store, int sources)
    {
        using var database = new PostgresDatabase(PostgresAddress.Read(store));
        database.Migrate();
        var now = DateTimeOffset.FromUnixTimeMilliseconds(1_800_000_000_000);
        // As wide as real declarations and states, in no order of their due times; a tenth on sites with fifty sources.
        await ExecuteAsync(
            store,
            $$"""
            INSERT INTO source (id, declaration, title, host, site, declared, polled, state, last_attempt, next_poll)
            SELECT 's' || n, json_build_object('id', 's' || n, 'title', 'Source ' || n, 'url', 'https://s' || n || '.example/feed',
                'countries', json_build_array('AZ'))::text, 'Source ' || n,
              's' || n || '.example', CASE WHEN n < {{sources / 10}} THEN 'crowd' || n / 50 ELSE 's' || n END || '.example', 1, 1,
              json_build_object('id', 's' || n)::text, {{now.ToUnixTimeMilliseconds()}} - 1,
              {{now.ToUnixTimeMilliseconds()}} + 1 + (hashint8(n)::bigint & 3599999)
            FROM generate_series(1, {{sources}}) AS n
            """);
        await ExecuteAsync(store, "VACUUM ANALYZE source");
        var sourceStore = new SourceStore(database);
        var idle = await MedianAsync(20, _ => sourceStore.ClaimAsync(Order("idle"), now, default));
        var idleTogether = await TogetherAsync(database, now);
        // A tenth of them is due 6 minutes later, within the hour for which all are planned.
        var later = now.AddMinutes(6);
        var busy = await MedianAsync(20, n => sourceStore.ClaimAsync(Order($"busy {n}"), later, default));
        var busyTogether = await TogetherAsync(database, later);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {sources:N0} | {idle.TotalMilliseconds:0.0} ms | {busy.TotalMilliseconds:0.0} ms | {busyTogether:0} | {idleTogether:0} |");
    }

    private static ClaimOrder Order(string worker) => new() { Worker = worker };

    private static async Task<TimeSpan> MedianAsync(int times, Func<int, Task> work)
    {
        var taken = new List<TimeSpan>();
        for (var n = 0; n < times; n++)
        {
            var begun = Stopwatch.GetTimestamp();
            await work(n);
            taken.Add(Stopwatch.GetElapsedTime(begun));
        }
        taken.Sort();
        return taken[times / 2];
    }

    /// <summary>Four that claim again as soon as they have claimed.</summary>
    private static async Task<double> TogetherAsync(PostgresDatabase database, DateTimeOffset now)
    {
        var begun = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(node => Task.Run(async () =>
        {
            var store = new SourceStore(database);
            var count = 0;
            while (Stopwatch.GetElapsedTime(begun) < Together)
            {
                await store.ClaimAsync(Order($"node {node} {count++}"), now, default);
            }
            return count;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync();
    }
}
