using System.Data;
using System.Data.Common;
using System.Text;
using System.Text.Unicode;
using FeedHub.Storage.Copying;
using FeedHub.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace FeedHub.Storage.Postgres;

/// <summary>A database on a server as one end of a copy.</summary>
internal sealed class PostgresCopyEnd(PostgresAddress address) : CopyEnd
{
    /// <summary>Any number that nobody else takes for a lock, in this database. The server gives it back when the process ends.</summary>
    private const long Lock = 0x46656564436f7079;

    /// <summary>Stories that were written anew in a copy that went on do not know the numbers of their reports.</summary>
    private const string WidenStories = """
        UPDATE story SET first_entry = lowest, last_entry = highest
        FROM (SELECT story_id, min(seq) AS lowest, max(seq) AS highest FROM entry GROUP BY story_id) AS reports
        WHERE story_id = story.id AND first_entry IS NULL
        """;

    private NpgsqlDataSource? server;

    /// <summary>The connection of the session that writes the target, which also takes rows in bulk.</summary>
    private NpgsqlConnection? writer;

    public override string ToString() => address.ToString();

    /// <summary>Closes the connections, and so gives back the lock.</summary>
    public override ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal override async Task<SqlSession> OpenSourceAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(onlyReads: true, cancellationToken);
        var sql = new SqlSession(connection, PostgresDialect.Instance);
        if (await CopyMark.ReadAsync(sql) is { IsFinished: false } mark)
            throw new UnfinishedCopyException(address.ToString(), mark.Source);
        if (!PostgresMigrations.IsUpToDate(server!))
            throw new InvalidDataException($"{address} is empty or was last used with an older version. Run feedhub migrate on it first.");
        sql.Transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        return sql;
    }

    internal override async Task<SqlSession> OpenTargetAsync(CancellationToken cancellationToken)
    {
        writer = await OpenAsync(onlyReads: false, cancellationToken);
        var sql = new SqlSession(writer, PostgresDialect.Instance);
        if (await sql.NumberAsync("SELECT CASE WHEN pg_try_advisory_lock(@lock) THEN 1 END", ("@lock", Lock)) is null)
            throw new InvalidDataException($"Another process is copying into {address}. Wait until it has ended.");
        if (await CopyMark.ReadAsync(sql) is null)
            PostgresMigrations.Run(server!, address);
        else if (!PostgresMigrations.IsUpToDate(server!))
            throw new InvalidDataException($"The copy in {address} was begun with another version. Delete it and run feedhub copy again.");
        return sql;
    }

    internal override async Task<SqlSession> OpenReadingAsync(CancellationToken cancellationToken) =>
        new(await server!.OpenConnectionAsync(cancellationToken), PostgresDialect.Instance);

    internal override async Task<IReadOnlyList<CopyColumn>> ColumnsAsync(SqlSession sql, string table) => await sql.QueryAsync(
        """
        SELECT attname, format_type(atttypid, atttypmod) AS type FROM pg_attribute
        WHERE attrelid = to_regclass(@table) AND attnum > 0 AND NOT attisdropped
        """,
        row => new CopyColumn(
            row.Text("attname"),
            row.Text("type") switch
            {
                "bigint" => CopyColumnType.Number,
                "double precision" => CopyColumnType.Real,
                "text" => CopyColumnType.Text,
                _ => CopyColumnType.Bytes,
            }),
        ("@table", table));

    internal override async Task<long> LastNumberAsync(SqlSession sql, CopiedTable table) => await sql.NumberAsync(
        "SELECT pg_sequence_last_value(CAST(pg_get_serial_sequence(@table, @column) AS regclass))",
        ("@table", table.Name), ("@column", table.Key[0])) ?? 0;

    internal override Task ContinueAfterAsync(SqlSession sql, CopiedTable table, long number) => sql.NumberAsync(
        $"""
        SELECT setval(CAST(pg_get_serial_sequence(@table, @column) AS regclass), last)
        FROM (SELECT greatest(@number, max({table.Key[0]})) AS last FROM {table.Name}) AS given WHERE last > 0
        """,
        ("@table", table.Name), ("@column", table.Key[0]), ("@number", number));

    internal override async Task<IReadOnlyList<string>> SetAsideAsync(SqlSession sql)
    {
        var found = await sql.QueryAsync(
            $"""
            SELECT 1 AS step, 'DROP INDEX ' || CAST(i.indexrelid AS regclass) AS off, replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') AS back
            FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
            WHERE pg_table_is_visible(t.oid)
              AND {sql.Dialect.AnyOf("t.relname", "@tables")} AND NOT {sql.Dialect.AnyOf("c.relname", "@kept")}
              AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u'))
            UNION ALL
            SELECT CASE k.contype WHEN 'u' THEN 2 ELSE 3 END,
              format('ALTER TABLE %s DROP CONSTRAINT %I', CAST(k.conrelid AS regclass), k.conname),
              format('ALTER TABLE %s ADD CONSTRAINT %I %s', CAST(k.conrelid AS regclass), k.conname, pg_get_constraintdef(k.oid))
            FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid
            WHERE k.contype IN ('u', 'f') AND pg_table_is_visible(t.oid) AND {sql.Dialect.AnyOf("t.relname", "@tables")}
            ORDER BY step, back
            """,
            row => (Off: row.Text("off"), Back: row.Text("back")),
            ("@tables", CopiedTables.All.Select(t => t.Name).Append(StoryIndex.TableName).ToList()),
            ("@kept", CopiedTables.All.Select(t => t.Index).OfType<string>().ToList()));
        // A reference is made after what it refers to is unique, and goes before that.
        foreach (var (off, _) in found.AsEnumerable().Reverse())
            await sql.ExecuteAsync(off);
        return [.. found.Select(f => f.Back), WidenStories];
    }

    internal override async Task RebuildAsync(SqlSession sql, IReadOnlyList<string> statements)
    {
        await sql.ExecuteAsync("SET LOCAL maintenance_work_mem = '256MB'");
        foreach (var statement in statements)
            await sql.ExecuteAsync(statement);
    }

    internal override async Task InsertAsync(
        SqlSession sql, CopiedTable table, IReadOnlyList<CopyColumn> columns, IReadOnlyList<CopiedRow> rows)
    {
        if (table.Name is "entry" or "entry_text")
        {
            var number = columns.Index().Single(c => c.Item.Name == "seq").Index;
            await PostgresMonths.MakeAsync(sql, rows.Select(row => (long)row.Values[number]!));
        }
        var types = columns.Select(c => Type(c.Type)).ToList();
        await using var import = await writer!.BeginBinaryImportAsync(
            $"COPY {table.Name} ({string.Join(", ", columns.Select(c => c.Name))}) FROM STDIN (FORMAT BINARY)");
        foreach (var row in rows)
        {
            await import.StartRowAsync();
            for (var i = 0; i < types.Count; i++)
            {
                await (row.Values[i] switch
                {
                    null => import.WriteNullAsync(),
                    long number => import.WriteAsync(number, types[i]),
                    double real => import.WriteAsync(real, types[i]),
                    var bytes => import.WriteAsync((byte[])bytes, types[i]),
                });
            }
        }
        await import.CompleteAsync();
    }

    /// <summary>Also makes room where stories got into the index, since each is a new version of its row.</summary>
    internal override Task AnalyzeAsync(SqlSession sql) => sql.ExecuteAsync("VACUUM ANALYZE");

    internal override byte[] Storable(byte[] text) => Utf8.IsValid(text) && !text.AsSpan().Contains((byte)0)
        ? text
        : Encoding.UTF8.GetBytes(PostgresDialect.Storable(Encoding.UTF8.GetString(text)));

    private protected override string Parameter(string name, CopyColumnType type) => name;

    private protected override object? ParameterValue(object? value, CopyColumnType type) =>
        type == CopyColumnType.Text && value is byte[] text ? Encoding.UTF8.GetString(text) : value;

    protected override Exception Unusable(DbException cause) => new UnusableServerException(address, cause);

    private static NpgsqlDbType Type(CopyColumnType type) => type switch
    {
        CopyColumnType.Number => NpgsqlDbType.Bigint,
        CopyColumnType.Real => NpgsqlDbType.Double,
        CopyColumnType.Text => NpgsqlDbType.Text,
        _ => NpgsqlDbType.Bytea,
    };

    private async Task<NpgsqlConnection> OpenAsync(bool onlyReads, CancellationToken cancellationToken)
    {
        server = address.Open(onlyReads, $"copy-{Environment.ProcessId}");
        var connection = await server.OpenConnectionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        // The transaction of one side waits for as long as the other side works.
        command.CommandText = "SET idle_in_transaction_session_timeout = 0";
        await command.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }
}
