using FeedHub.Server.Terminal;
using FeedHub.Storage.Sqlite;

namespace FeedHub.Server.Commands.Settings;

/// <summary>The data folder, as the verbs see it that need nothing else.</summary>
internal static class DataFolder
{
    /// <exception cref="CommandFailure">There is no database to work on.</exception>
    public static SqliteDatabase Open(string folder)
    {
        if (!SqliteDatabase.IsIn(folder))
        {
            throw new CommandFailure(
                $"{folder} holds no database of FeedHub's. Name the data folder with --data DIR.", CommandFailure.DataUnusable);
        }

        return new SqliteDatabase(folder);
    }
}
