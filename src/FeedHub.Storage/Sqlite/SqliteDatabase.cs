using System.Data.Common;
using FeedHub.Core.Nodes;
using FeedHub.Storage.Sql;
using Microsoft.Data.Sqlite;

namespace FeedHub.Storage.Sqlite;

/// <summary>One SQLite file, for one node; other processes on the machine may use it at the same time.</summary>
public sealed class SqliteDatabase : FeedDatabase
{
    private const string FileName = "feedhub.db";
    private readonly string connectionString;
    private readonly WriteQueue writes;

    /// <summary>Keeps a database in memory alive; null for one in a file.</summary>
    private readonly SqliteConnection? keeper;

    /// <summary>Whether it may create its file; a read-only database may not, and one in memory has none.</summary>
    private readonly bool makesFile;
    private FolderNode? node;

    /// <param name="directory">The data folder; created when absent. Only its owner can read what is in it.</param>
    /// <exception cref="UnusableDataException">The folder cannot be created.</exception>
    public SqliteDatabase(string directory)
    {
        OrUnusable(directory, () =>
        {
            PrivateFiles.CreateFolder(directory);
            return directory;
        });
        makesFile = true;
        FilePath = FileIn(directory);
        connectionString = SqliteFiles.ConnectionString(FilePath, SqliteOpenMode.ReadWriteCreate);
        writes = new WriteQueue(OpenForWritingAsync);
    }

    private SqliteDatabase(string file, string connectionString, bool inMemory)
    {
        FilePath = file;
        this.connectionString = connectionString;
        writes = new WriteQueue(OpenForWritingAsync);
        if (inMemory)
        {
            keeper = new SqliteConnection(connectionString);
            keeper.Open();
        }
    }

    /// <summary>Opens a data folder's database for reading only, after bringing it up to date: SQLite then refuses to change it.</summary>
    /// <exception cref="UnusableDataException">The database cannot be opened.</exception>
    public static SqliteDatabase ForReading(string directory)
    {
        using (var upToDate = new SqliteDatabase(directory))
            upToDate.Migrate();
        var file = FileIn(directory);
        return new SqliteDatabase(file, SqliteFiles.ConnectionString(file, SqliteOpenMode.ReadOnly), inMemory: false);
    }

    /// <summary>An empty database in memory, for reading where there is no file; nothing in it is saved.</summary>
    public static SqliteDatabase Empty()
    {
        var name = $"feedhub-{Guid.NewGuid():N}";
        var shared = new SqliteConnectionStringBuilder { DataSource = name, Mode = SqliteOpenMode.Memory, Cache = SqliteCacheMode.Shared };
        var database = new SqliteDatabase(name, shared.ToString(), inMemory: true);
        database.Migrate();
        return database;
    }

    /// <summary>Whether the data folder contains a database.</summary>
    public static bool IsIn(string directory) => File.Exists(FileIn(directory));

    internal static string FileIn(string directory) => Path.Combine(directory, FileName);

    /// <summary>Path of its file; for a database in memory, its name.</summary>
    internal string FilePath { get; }

    public override IReadOnlyList<string> Migrate() => OrUnusable(Path.GetDirectoryName(FilePath)!, BringUpToDate);

    /// <summary>Makes a finished copy a store like any other.</summary>
    /// <exception cref="UnusableDataException">It is a copy that is not finished, or cannot be opened.</exception>
    internal void TakeOver() => OrUnusable(Path.GetDirectoryName(FilePath)!, () =>
    {
        SqliteMigrations.TakeOver(connectionString, FilePath);
        return FilePath;
    });

    public override async Task<SqlSession> OpenAsync(CancellationToken cancellationToken) =>
        new(await ConnectAsync(cancellationToken), SqliteDialect.Instance);

    public override async Task<SqlSession> OpenMomentAsync(CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken);
        return new(connection, SqliteDialect.Instance) { Transaction = connection.BeginTransaction(deferred: true) };
    }

    public override Task<T> WriteAsync<T>(WriteScope scope, Func<SqlSession, Task<T>> work, CancellationToken cancellationToken) =>
        writes.RunAsync(work, cancellationToken);

    public override INode Join() => node ??= new FolderNode(
        this, makesFile ? Path.GetDirectoryName(FilePath)! : throw new InvalidOperationException("This database is only read."));

    public override void Dispose()
    {
        writes.Dispose();
        keeper?.Dispose();
        ClearPool();
    }

    internal async Task<SqliteConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        // With WAL, NORMAL can lose the last commits in a power cut but never corrupts the file; those commits are fetched again.
        SqliteFiles.Execute(connection, "PRAGMA synchronous = NORMAL;");
        return connection;
    }

    /// <summary>Closes the pooled connections.</summary>
    internal void ClearPool()
    {
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Creates its file if it may and there is none: one that SQLite created could be read by everybody.</summary>
    internal void CreateFile()
    {
        if (makesFile && !File.Exists(FilePath))
            SqliteFiles.Create(FilePath);
    }

    private IReadOnlyList<string> BringUpToDate()
    {
        if (makesFile)
        {
            // The database, its write-ahead log and index, and the copies made before a restore.
            foreach (var item in new DirectoryInfo(Path.GetDirectoryName(FilePath)!).EnumerateFiles(FileName + "*"))
                PrivateFiles.Narrow(item);
            CreateFile();
        }
        return SqliteMigrations.Run(connectionString, FilePath);
    }

    private async Task<SqliteConnection> OpenForWritingAsync(CancellationToken cancellationToken)
    {
        var connection = await ConnectAsync(cancellationToken);
        // With SQLite's default cache of 2 MB, the pages that a poll or a step of grouping changes would be read again each time. The log
        // may grow to 16 MB, so that a page changed by many transactions is written to the file once. A statement's undo data is kept in
        // memory until it ends: in a file, the default, it was more than what was written to the database itself.
        SqliteFiles.Execute(connection, "PRAGMA cache_size = -12288; PRAGMA wal_autocheckpoint = 4000; PRAGMA temp_store = MEMORY;");
        return connection;
    }

    private static T OrUnusable<T>(string directory, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DbException)
        {
            throw new UnusableFolderException(directory, e);
        }
    }
}
