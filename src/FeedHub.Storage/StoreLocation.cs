using FeedHub.Storage.Copying;
using FeedHub.Storage.Postgres;
using FeedHub.Storage.Sql;
using FeedHub.Storage.Sqlite;

namespace FeedHub.Storage;

/// <summary>Where everything is stored: in a database on a server, or else in SQLite in the data folder.</summary>
/// <param name="Folder">The data folder.</param>
/// <param name="Server">Null without a server.</param>
public sealed record StoreLocation(string Folder, PostgresAddress? Server)
{
    /// <summary>Whether there is a store; one on a server is taken to be there.</summary>
    public bool Exists => Server is not null || SqliteDatabase.IsIn(Folder);

    /// <summary>A database that may yet have to be brought up to date.</summary>
    /// <exception cref="UnusableDataException">The data folder cannot be created.</exception>
    public FeedDatabase Open() => Server is null ? new SqliteDatabase(Folder) : new PostgresDatabase(Server);

    /// <summary>A database that is up to date and cannot be changed; an empty one in memory where there is none.</summary>
    /// <exception cref="UnusableDataException">The database cannot be opened.</exception>
    public FeedDatabase OpenForReading() =>
        Server is not null ? PostgresDatabase.ForReading(Server)
        : SqliteDatabase.IsIn(Folder) || File.Exists(Folder) ? SqliteDatabase.ForReading(Folder)
        : Empty();

    /// <summary>The store as one end of a copy.</summary>
    public CopyEnd AsCopyEnd() => Server is null ? new SqliteCopyEnd(Folder) : new PostgresCopyEnd(Server);

    /// <summary>An empty database in memory; nothing in it is saved.</summary>
    public static FeedDatabase Empty() => SqliteDatabase.Empty();

    /// <summary>A failure of the database, in words.</summary>
    public UnusableDataException Unusable(Exception cause) =>
        Server is null ? new UnusableFolderException(Folder, cause) : new UnusableServerException(Server, cause);

    /// <summary>The store for people, without a password.</summary>
    public override string ToString() => Server?.ToString() ?? Folder;
}
