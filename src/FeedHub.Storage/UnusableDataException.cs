using Microsoft.Data.Sqlite;

namespace FeedHub.Storage;

/// <summary>
/// The data folder cannot be used, for a person to mend: it is none, we have no right to it, it is full, or it holds no sound database of
/// ours.
/// </summary>
public sealed class UnusableDataException(string folder, Exception cause)
    : Exception($"the data folder {folder} cannot be used: {Describe(folder, cause)}", cause)
{
    /// <summary>The file is there, and it is no sound database.</summary>
    public bool IsDamage => InnerException is SqliteException { SqliteErrorCode: 11 or 26 };

    /// <summary>What is wrong and how to mend it, on one line.</summary>
    private static string Describe(string folder, Exception cause) => cause switch
    {
        _ when File.Exists(folder) => "it is a file; name a folder with --data DIR",
        // https://sqlite.org/rescode.html
        SqliteException { SqliteErrorCode: 11 or 26 } =>
            $"its database is damaged ({Plain(cause)}). Stop FeedHub and put a backup back with feedhub restore FILE, "
            + "which keeps the damaged one",
        SqliteException { SqliteErrorCode: 13 } => "the disk is full; free some space and start again",
        SqliteException { SqliteErrorCode: 5 or 6 } => "another process holds its database locked; end that one and start again",
        SqliteException { SqliteErrorCode: 3 or 8 or 14 or 23 } or UnauthorizedAccessException =>
            $"{Plain(cause)}. Let FeedHub's user write there, or name another folder with --data DIR",
        _ => $"{Plain(cause)}. See that the disk is sound, has space and may be written, or name another folder with --data DIR",
    };

    private static string Plain(Exception cause) => cause.Message.ReplaceLineEndings(" ").TrimEnd('.');
}
