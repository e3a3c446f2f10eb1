using System.CommandLine;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Terminal;
using FeedHub.Storage.Sqlite;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub backup FILE</c>: copies the database, even while it is in use.</summary>
internal sealed class BackupCommand : Verb
{
    public BackupCommand(CommonOptions common)
        : base(
            "backup", "Copy the database to a new file, whether FeedHub is running or not.",
            "/var/backups/feedhub-2026-11-23.db")
    {
        var file = new Argument<string>("FILE") { Description = "The file to write" };
        Add(file);
        SetAction(async (parsed, cancellationToken) =>
        {
            var target = Path.GetFullPath(parsed.GetRequiredValue(file));
            using var database = ExistingStore.OpenFile(common.Store(parsed));
            try
            {
                await new SqliteBackup(database).WriteAsync(target, cancellationToken);
            }
            catch (IOException unwritable)
            {
                throw new CommandFailure(unwritable.Message);
            }
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"Wrote {target} ({new FileInfo(target).Length / 1024.0:n0} KiB).");
            return 0;
        });
    }
}
