using Microsoft.Data.Sqlite;

namespace FeedHub.Storage.Sqlite;

/// <summary>
/// The data folder cannot be used: it is not a folder, we lack permission, the disk is full, or its database is damaged or locked.
/// </summary>
public sealed class UnusableFolderException(string folder, Exception cause)
    : UnusableDataException($"the data folder {folder} cannot be used: {Describe(folder, cause)}", cause)
{
    /// <summary>The database file exists but is damaged.</summary>
    public bool IsDamage => InnerException is SqliteException { SqliteErrorCode: 11 or 26 };

    private static string Describe(string folder, Exception cause) => cause switch
    {
        _ when File.Exists(folder) => "it is a file; name a folder with --data DIR",
        // https://sqlite.org/rescode.html
        SqliteException { SqliteErrorCode: 11 or 26 } =>
            $"its database is damaged ({Plain(cause)}). Stop FeedHub and restore a backup with feedhub restore FILE, "
            + "which keeps a copy of the damaged database",
        SqliteException { SqliteErrorCode: 13 } => "the disk is full; free some space and start again",
        SqliteException { SqliteErrorCode: 5 or 6 } => "another process has locked its database; stop that process and start again",
        SqliteException { SqliteErrorCode: 3 or 8 or 14 or 23 } or UnauthorizedAccessException =>
            $"{Plain(cause)}. Let FeedHub's user write there, or name another folder with --data DIR",
        _ => $"{Plain(cause)}. Check that the disk is sound, has space and is writable, or name another folder with --data DIR",
    };
}
