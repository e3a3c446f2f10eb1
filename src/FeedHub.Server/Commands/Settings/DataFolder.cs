using FeedHub.Server.Terminal;
using FeedHub.Storage.Sqlite;

namespace FeedHub.Server.Commands.Settings;

/// <summary>Opens the data folder for verbs that need nothing else.</summary>
internal static class DataFolder
{
    /// <exception cref="CommandFailure">The folder contains no database.</exception>
    public static SqliteDatabase Open(string folder)
    {
        if (!SqliteDatabase.IsIn(folder))
        {
            throw new CommandFailure(
                $"{folder} contains no FeedHub database. Name the data folder with --data DIR.", CommandFailure.DataUnusable);
        }

        return new SqliteDatabase(folder);
    }
}
