using Microsoft.Data.Sqlite;

namespace FeedHub.Storage.Sqlite;

/// <summary>Creates, opens and copies SQLite's files.</summary>
internal static class SqliteFiles
{
    public static string ConnectionString(string file, SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = mode,
        ForeignKeys = true,
        // Also how long to wait for a locked database, in seconds.
        DefaultTimeout = 60,
        // A pooled connection would keep a copy or a backup open after use.
        Pooling = mode == SqliteOpenMode.ReadWriteCreate && !file.EndsWith(".partial", StringComparison.Ordinal),
    }.ToString();

    /// <summary>Creates a file that only its owner can read; SQLite gives its write-ahead log and index the same mode.</summary>
    public static void Create(string file)
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

    public static void Copy(SqliteConnection source, string file, bool replace = false)
    {
        // Written under another name and then renamed, so that a file of this name is always complete.
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

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static object? Scalar(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        return command.ExecuteScalar();
    }
}
