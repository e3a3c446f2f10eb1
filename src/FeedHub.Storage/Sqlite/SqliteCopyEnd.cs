using System.Data.Common;
using FeedHub.Storage.Copying;
using FeedHub.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace FeedHub.Storage.Sqlite;

/// <summary>A data folder's database as one end of a copy.</summary>
/// <param name="folder">The data folder; as a target, created when absent.</param>
internal sealed class SqliteCopyEnd(string folder) : CopyEnd
{
    /// <summary>Gives texts the order that they have where they cannot have a NUL.</summary>
    private const string Order = "target_order";

    private readonly string file = SqliteDatabase.FileIn(folder);

    /// <summary>Held while it is written, by one process at a time; the end of the process gives it back.</summary>
    private FileStream? lockFile;

    /// <summary>The connection of the session that reads the source.</summary>
    private SqliteConnection? source;

    public override string ToString() => folder;

    public override ValueTask DisposeAsync() => lockFile?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal override async Task<SqlSession> OpenSourceAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            throw new InvalidDataException($"{folder} contains no FeedHub database. Name the data folder with --from.");
        var connection = source = await ConnectAsync(SqliteOpenMode.ReadOnly, cancellationToken);
        var sql = new SqlSession(connection, SqliteDialect.Instance);
        try
        {
            if (await CopyMark.ReadAsync(sql) is { IsFinished: false } mark)
                throw new UnfinishedCopyException(folder, mark.Source);
            if (!SqliteMigrations.IsUpToDate(connection))
                throw new InvalidDataException($"{folder} was last used with an older version. Run feedhub migrate --data {folder} first.");
            // The moment begins with the first statement.
            sql.Transaction = connection.BeginTransaction(deferred: true);
            return sql;
        }
        catch
        {
            await sql.DisposeAsync();
            throw;
        }
    }

    internal override async Task<SqlSession> OpenTargetAsync(CancellationToken cancellationToken)
    {
        using var database = new SqliteDatabase(folder);
        lockFile = Lock();
        if (!await HasMarkAsync(cancellationToken))
            database.Migrate();
        var connection = await ConnectAsync(SqliteOpenMode.ReadWrite, cancellationToken);
        // Room for the unique indexes, which are written all over. The log may grow, so that a page is written to the file once.
        SqliteFiles.Execute(connection, "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 8000;");
        if (SqliteMigrations.IsUpToDate(connection))
            return new SqlSession(connection, SqliteDialect.Instance);
        await connection.DisposeAsync();
        throw new InvalidDataException($"The copy in {folder} was begun with another version. Delete it and run feedhub copy again.");
    }

    internal override async Task<SqlSession> OpenReadingAsync(CancellationToken cancellationToken) =>
        new(await ConnectAsync(SqliteOpenMode.ReadOnly, cancellationToken), SqliteDialect.Instance);

    internal override async Task<IReadOnlyList<CopyColumn>> ColumnsAsync(SqlSession sql, string table) => await sql.QueryAsync(
        "SELECT name, type FROM pragma_table_info(@table)",
        row => new CopyColumn(
            row.Text("name"),
            row.Text("type") switch
            {
                "INTEGER" => CopyColumnType.Number,
                "REAL" => CopyColumnType.Real,
                "TEXT" => CopyColumnType.Text,
                _ => CopyColumnType.Bytes,
            }),
        ("@table", table));

    internal override async Task<long> LastNumberAsync(SqlSession sql, CopiedTable table) =>
        await sql.NumberAsync("SELECT seq FROM sqlite_sequence WHERE name = @table", ("@table", table.Name)) ?? 0;

    internal override async Task ContinueAfterAsync(SqlSession sql, CopiedTable table, long number)
    {
        // SQLite itself has seen to it that the numbers of the rows are not given again.
        (string, object?)[] values = [("@table", table.Name), ("@number", number)];
        if (await sql.ExecuteAsync("UPDATE sqlite_sequence SET seq = max(seq, @number) WHERE name = @table", values) == 0)
            await sql.ExecuteAsync("INSERT INTO sqlite_sequence (name, seq) VALUES (@table, @number)", values);
    }

    internal override async Task<IReadOnlyList<string>> SetAsideAsync(SqlSession sql)
    {
        var indexes = await sql.QueryAsync(
            $"""
            SELECT name, sql FROM sqlite_master
            WHERE type = 'index' AND sql IS NOT NULL
              AND {sql.Dialect.AnyOf("tbl_name", "@tables")} AND NOT {sql.Dialect.AnyOf("name", "@kept")}
            """,
            row => (Name: row.Text("name"), Statement: row.Text("sql")),
            ("@tables", CopiedTables.All.Select(t => t.Name).ToList()),
            ("@kept", CopiedTables.All.Select(t => t.Index).OfType<string>().ToList()));
        foreach (var (name, _) in indexes)
            await sql.ExecuteAsync($"DROP INDEX {name}");
        return [.. indexes.Select(i => i.Statement)];
    }

    internal override async Task RebuildAsync(SqlSession sql, IReadOnlyList<string> statements)
    {
        foreach (var statement in statements)
            await sql.ExecuteAsync(statement);
        if (await sql.NumberAsync("SELECT count(*) FROM pragma_foreign_key_check") is var broken and > 0)
            throw new InvalidDataException($"{broken} rows of {folder} refer to rows that are not there. Run the same copy again.");
    }

    /// <summary>
    /// What is in the way of a row because it must be unique is not the source's, or it would not be in the way: it has yet to be compared.
    /// </summary>
    internal override async Task InsertAsync(
        SqlSession sql, CopiedTable table, IReadOnlyList<CopyColumn> columns, IReadOnlyList<CopiedRow> rows)
    {
        var names = columns.Select(c => "@" + c.Name).ToList();
        var insert = $"INSERT OR REPLACE INTO {table.Name} ({string.Join(", ", columns.Select(c => c.Name))}) "
            + $"VALUES ({string.Join(", ", columns.Select((c, i) => Parameter(names[i], c.Type)))})";
        var values = new (string Name, object? Value)[names.Count];
        foreach (var row in rows)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = (names[i], row.Values[i]);
            await sql.ExecuteAsync(insert, values);
        }
    }

    /// <summary>Its plans are made and measured without statistics, as in every other store of SQLite.</summary>
    internal override Task AnalyzeAsync(SqlSession sql) => Task.CompletedTask;

    internal override byte[] Storable(byte[] text) => text;

    /// <summary>
    /// An outlet's ID may have a NUL, which PostgreSQL gets as another character, with another place in the order. That is sorted by a
    /// function and without an index, so only where there is one.
    /// </summary>
    internal override async Task<IReadOnlyList<string>> OrderAsync(
        SqlSession sql, CopiedTable table, IReadOnlyList<CopyColumn> columns, CopyEnd target)
    {
        var texts = columns.Take(table.Key.Count).Where(c => c.Type == CopyColumnType.Text).Select(c => c.Name).ToList();
        var hasNul = string.Join(" OR ", texts.Select(name => $"instr(CAST({name} AS BLOB), x'00') > 0"));
        if (target is SqliteCopyEnd || texts.Count == 0
            || await sql.NumberAsync($"SELECT 1 FROM {table.Name} WHERE {hasNul} LIMIT 1") is null)
        {
            return table.Key;
        }
        source!.CreateFunction(Order, (byte[] text) => target.Storable(text));
        return [.. table.Key.Select(name => texts.Contains(name) ? $"{Order}(CAST({name} AS BLOB))" : name)];
    }

    private protected override string Parameter(string name, CopyColumnType type) =>
        type == CopyColumnType.Text ? $"CAST({name} AS TEXT)" : name;

    private protected override object? ParameterValue(object? value, CopyColumnType type) => value;

    protected override Exception Unusable(DbException cause) => new UnusableFolderException(folder, cause);

    private async Task<bool> HasMarkAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            return false;
        await using var sql = await OpenReadingAsync(cancellationToken);
        return await CopyMark.ReadAsync(sql) is not null;
    }

    /// <summary>References are not checked, and nothing is pooled: the folder is free again as soon as the copy ends.</summary>
    private async Task<SqliteConnection> ConnectAsync(SqliteOpenMode mode, CancellationToken cancellationToken)
    {
        var settings = new SqliteConnectionStringBuilder(SqliteFiles.ConnectionString(file, mode)) { ForeignKeys = false, Pooling = false };
        var connection = new SqliteConnection(settings.ToString());
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private FileStream Lock()
    {
        var path = file + ".copying";
        try
        {
            return PrivateFiles.Lock(path, FileOptions.DeleteOnClose);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new InvalidDataException($"Another process is copying into {folder}. Wait until it has ended.");
        }
    }
}
