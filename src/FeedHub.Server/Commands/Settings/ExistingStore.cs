using FeedHub.Server.Terminal;
using FeedHub.Storage;
using FeedHub.Storage.Sql;
using FeedHub.Storage.Sqlite;

namespace FeedHub.Server.Commands.Settings;

/// <summary>Opens the store for verbs that need nothing else.</summary>
internal static class ExistingStore
{
    /// <exception cref="CommandFailure">The data folder contains no database.</exception>
    public static FeedDatabase Open(StoreLocation store) => store.Exists ? store.Open() : throw NoDatabase(store);

    /// <summary>Opens the store for a verb that copies files of SQLite.</summary>
    /// <exception cref="CommandFailure">The store is on a server, or the data folder contains no database.</exception>
    public static SqliteDatabase OpenFile(StoreLocation store) => OfFolder(store).Exists ? new(store.Folder) : throw NoDatabase(store);

    /// <exception cref="CommandFailure">The store is on a server.</exception>
    public static StoreLocation OfFolder(StoreLocation store) => store.Server is null ? store : throw new CommandFailure(
        $"{store} is on a PostgreSQL server. Use PostgreSQL's own tools: pg_dump --format=custom writes a backup while FeedHub is running, "
            + "and pg_restore reads it into an empty database.");

    private static CommandFailure NoDatabase(StoreLocation store) => new(
        $"{store.Folder} contains no FeedHub database. Name the data folder with --data DIR.", CommandFailure.DataUnusable);
}
