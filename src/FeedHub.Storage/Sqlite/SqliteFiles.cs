using Microsoft.Data.Sqlite;

namespace FeedHub.Storage.Sqlite;

/// <summary>How SQLite's files are made, opened and copied.</summary>
internal static class SqliteFiles
{
    public static string ConnectionString(string file, SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = mode,
        ForeignKeys = true,
        // Also how long a locked database is waited for.
        DefaultTimeout = 60,
        // A pooled connection would hold a copy or a backup open after its use.
        Pooling = mode == SqliteOpenMode.ReadWriteCreate && !file.EndsWith(".partial", StringComparison.Ordinal),
    }.ToString();

    /// <summary>Makes a file for its owner alone; its log and that one's index have its mode.</summary>
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
