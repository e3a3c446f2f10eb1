using System.Data.Common;
using DbUp;
using Microsoft.Data.Sqlite;

namespace FeedHub.Storage.Sqlite;

/// <summary>One SQLite file, for one node; other processes on the machine may use it at the same time.</summary>
public sealed class SqliteDatabase : FeedDatabase, IDisposable
{
    private const string FileName = "feedhub.db";
    private readonly string file;
    private readonly string connectionString;

    private readonly WriteQueue writes;

    /// <summary>What keeps a database in memory from vanishing; null for one in a file.</summary>
    private readonly SqliteConnection? keeper;

    /// <summary>Whether it may make its file; a reader's may not, and one in memory has none.</summary>
    private readonly bool makesFile;

    /// <param name="directory">The data folder; made when absent. What is in it is for its owner alone.</param>
    /// <exception cref="UnusableDataException">It cannot be made.</exception>
    public SqliteDatabase(string directory)
    {
        OrUnusable(directory, () => PrivateFiles.CreateFolder(directory));
        makesFile = true;
        file = Path.Combine(directory, FileName);
        connectionString = ConnectionString(file, SqliteOpenMode.ReadWriteCreate);
        writes = new WriteQueue(OpenForWritingAsync);
    }

    private SqliteDatabase(string file, string connectionString, bool inMemory)
    {
        this.file = file;
        this.connectionString = connectionString;
        writes = new WriteQueue(OpenForWritingAsync);
        if (inMemory)
        {
            keeper = new SqliteConnection(connectionString);
            keeper.Open();
        }
    }

    /// <summary>The database of a data folder, brought up to date, for a reader: SQLite itself refuses to change it.</summary>
    /// <exception cref="UnusableDataException">It cannot be opened.</exception>
    public static SqliteDatabase ForReading(string directory)
    {
        using (var upToDate = new SqliteDatabase(directory))
            upToDate.Migrate();
        var file = Path.Combine(directory, FileName);
        return new SqliteDatabase(file, ConnectionString(file, SqliteOpenMode.ReadOnly), inMemory: false);
    }

    /// <summary>An empty one in memory, for a reader where there is none; nothing of it is kept.</summary>
    public static SqliteDatabase Empty()
    {
        var name = $"feedhub-{Guid.NewGuid():N}";
        var database = new SqliteDatabase(
            name, new SqliteConnectionStringBuilder { DataSource = name, Mode = SqliteOpenMode.Memory, Cache = SqliteCacheMode.Shared }.ToString(), inMemory: true);
        database.Migrate();
        return database;
    }

    /// <summary>Whether the data folder holds a database.</summary>
    public static bool IsIn(string directory) => File.Exists(Path.Combine(directory, FileName));

    internal override string Marks => "SELECT value FROM json_each(@marks)";

    internal override ISearchDialect Search { get; } = new SqliteSearch();

    public override void Migrate() => OrUnusable(Path.GetDirectoryName(file)!, BringUpToDate);

    private void BringUpToDate()
    {
        if (makesFile)
        {
            // With its log, its index of the log and what was set aside.
            foreach (var item in new DirectoryInfo(Path.GetDirectoryName(file)!).EnumerateFiles(FileName + "*"))
                PrivateFiles.Narrow(item);
            CreateFile();
        }
        using (var connection = new SqliteConnection(connectionString))
        {
            connection.Open();
            // A property of the file: readers go on while one writes.
            Execute(connection, "PRAGMA journal_mode = WAL;");
        }
        var upgrader = DeployChanges.To.SqliteDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(typeof(SqliteDatabase).Assembly, name => name.EndsWith(".sql", StringComparison.Ordinal))
            .WithScriptNameComparer(MigrationOrder.Instance)
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build();
        // Two processes that start together both try; the one whose script fails finds that the other has run it.
        for (var attempt = 1; upgrader.IsUpgradeRequired(); attempt++)
        {
            var result = upgrader.PerformUpgrade();
            // Neither its script nor a lock that another holds: trying again would hide the cause.
            if (result is { Successful: false, Error: SqliteException { SqliteErrorCode: not (1 or 5 or 6 or 19) } hopeless })
                throw hopeless;
            if (!result.Successful && attempt == 5)
                throw new InvalidOperationException($"Migration {result.ErrorScript?.Name} of {file} failed: {result.Error.Message}", result.Error);
        }
        using (var connection = new SqliteConnection(connectionString))
        {
            connection.Open();
            SqliteSearch.Fill(connection);
        }
    }

    public override async Task<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        // With WAL, NORMAL can lose the last commits to a power cut, but never tears the file; those commits are fetched again.
        Execute(connection, "PRAGMA synchronous = NORMAL;");
        return connection;
    }

    public override Task<T> WriteAsync<T>(Func<DbConnection, DbTransaction, Task<T>> work, CancellationToken cancellationToken) =>
        writes.RunAsync(work, cancellationToken);

    private async Task<SqliteConnection> OpenForWritingAsync(CancellationToken cancellationToken)
    {
        var connection = (SqliteConnection)await OpenAsync(cancellationToken);
        // With SQLite's 2 MB, the pages that a poll or a step of grouping changes would be read again each time. The log may grow to 16 MB, so
        // that a page which many transactions change goes to the file once. What a statement could have to undo is kept in memory until it ends:
        // in a file, where it is by default, it was more than was written to the database itself.
        Execute(connection, "PRAGMA cache_size = -12288; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY;");
        return connection;
    }

    public override async Task BackupAsync(string file, CancellationToken cancellationToken)
    {
        if (File.Exists(file))
            throw new IOException($"{file} exists already; name a file that does not.");
        await using var source = (SqliteConnection)await OpenAsync(cancellationToken);
        CopyTo(source, file);
    }

    public override async Task<string?> RestoreAsync(string file, CancellationToken cancellationToken)
    {
        Verify(file);
        var aside = SetAsideName();
        try
        {
            // What is set aside must be whole, also where an earlier process ended before its first migration.
            if (aside is not null)
                Migrate();
        }
        catch (UnusableDataException damaged) when (damaged.IsDamage)
        {
            await ReplaceAsync(file, aside!, cancellationToken);
            return aside;
        }
        CreateFile();
        await using var target = (SqliteConnection)await OpenAsync(cancellationToken);
        if (aside is not null)
            CopyTo(target, aside);
        // SQLite's own copying, into the open file: a process that has it open sees the old content or the new, never a mixture.
        await using (var source = new SqliteConnection(ConnectionString(file, SqliteOpenMode.ReadOnly)))
        {
            await source.OpenAsync(cancellationToken);
            source.BackupDatabase(target);
        }
        Migrate();
        if (aside is not null)
            await RaiseVersionsAsync(aside, cancellationToken);
        return aside;
    }

    public void Dispose()
    {
        writes.Dispose();
        keeper?.Dispose();
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>SQLite would let everybody read a file that it makes; its log and that one's index have the file's mode.</summary>
    private void CreateFile()
    {
        if (makesFile && !File.Exists(file))
            Create(file);
    }

    private static void Create(string file)
    {
        try
        {
            PrivateFiles.Create(file, FileShare.ReadWrite).Dispose();
        }
        catch (IOException) when (File.Exists(file))
        {
            // Another process was first.
        }
    }

    /// <summary>Puts the content of a backup in place of a file that is no sound database; that is copied aside as it is, with what belongs to it.</summary>
    private async Task ReplaceAsync(string backup, string aside, CancellationToken cancellationToken)
    {
        string[] belongings = ["", "-wal", "-shm"];
        foreach (var belonging in belongings.Where(b => File.Exists(file + b)))
            File.Copy(file + belonging, aside + belonging);
        using (var connection = new SqliteConnection(connectionString))
            SqliteConnection.ClearPool(connection);
        await using (var source = new SqliteConnection(ConnectionString(backup, SqliteOpenMode.ReadOnly)))
        {
            await source.OpenAsync(cancellationToken);
            File.Delete(file + "-wal");
            File.Delete(file + "-shm");
            CopyTo(source, file, replace: true);
        }
        Migrate();
    }

    /// <summary>Versions key the caches of running servers, so they must not come back with other content.</summary>
    private async Task RaiseVersionsAsync(string aside, CancellationToken cancellationToken) => await WriteAsync(
        async (connection, transaction) =>
        {
            await using var old = new SqliteConnection(ConnectionString(aside, SqliteOpenMode.ReadOnly));
            await old.OpenAsync(cancellationToken);
            foreach (var (name, value) in await Versions.ReadAsync(old))
                await Versions.RaiseAboveAsync(connection, transaction, name, value);
            return 0;
        },
        cancellationToken);

    /// <summary>A free name beside the database; null when there is no database.</summary>
    private string? SetAsideName()
    {
        if (!File.Exists(file))
            return null;
        var name = $"{file}.before-restore";
        for (var n = 2; File.Exists(name); n++)
            name = $"{file}.before-restore-{n}";
        return name;
    }

    private static void Verify(string file)
    {
        if (!File.Exists(file))
            throw new InvalidDataException($"{file} does not exist.");
        try
        {
            using var connection = new SqliteConnection(ConnectionString(file, SqliteOpenMode.ReadOnly));
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            if (command.ExecuteScalar() is not "ok")
                throw new InvalidDataException($"{file} is damaged: SQLite's integrity check fails.");
            command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('entry', 'story', 'source', 'version')";
            if (command.ExecuteScalar() is not 4L)
                throw new InvalidDataException($"{file} is an SQLite database, but not a backup of FeedHub's.");
        }
        catch (SqliteException e)
        {
            throw new InvalidDataException($"{file} cannot be read as a backup: {e.Message}", e);
        }
    }

    private static void CopyTo(SqliteConnection source, string file, bool replace = false)
    {
        // Written beside and then renamed, so that a file of that name is always whole.
        var partial = file + ".partial";
        File.Delete(partial);
        Create(partial);
        using (var target = new SqliteConnection(ConnectionString(partial, SqliteOpenMode.ReadWriteCreate)))
        {
            target.Open();
            source.BackupDatabase(target);
            Execute(target, "PRAGMA journal_mode = DELETE;");
        }
        File.Move(partial, file, replace);
    }

    private static void OrUnusable(string directory, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new UnusableDataException(directory, e);
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string ConnectionString(string file, SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = mode,
        ForeignKeys = true,
        // Also how long a locked database is waited for.
        DefaultTimeout = 60,
        // A pooled connection would hold a copy or a backup open after its use.
        Pooling = mode == SqliteOpenMode.ReadWriteCreate && !file.EndsWith(".partial", StringComparison.Ordinal),
    }.ToString();
}
