using System.CommandLine;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Terminal;
using FeedHub.Storage.Sqlite;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub restore FILE</c>: replaces the database with a backup, and keeps the old one.</summary>
internal sealed class RestoreCommand : Verb
{
    public RestoreCommand(CommonOptions common)
        : base(
            "restore", "Replace the database with a backup. The backup is checked first, and the old database is kept beside it.",
            "/var/backups/feedhub-2026-11-23.db")
    {
        var file = new Argument<string>("FILE") { Description = "A file that feedhub backup wrote" };
        Add(file);
        SetAction(async (parsed, cancellationToken) =>
        {
            var source = Path.GetFullPath(parsed.GetRequiredValue(file));
            using var database = new SqliteDatabase(ExistingStore.OfFolder(common.Store(parsed)).Folder);
            try
            {
                var aside = await new SqliteBackup(database).RestoreAsync(source, cancellationToken);
                await parsed.InvocationConfiguration.Output.WriteLineAsync(
                    $"Restored {source}." + (aside is null ? "" : $" The previous database is in {aside}."));
                return 0;
            }
            catch (InvalidDataException unsound)
            {
                throw new CommandFailure(unsound.Message);
            }
        });
    }
}
