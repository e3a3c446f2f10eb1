using System.CommandLine;
using FeedHub.Core.Access;
using FeedHub.Storage;
using FeedHub.Storage.Sqlite;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub key add --role ROLE</c>: gives out a key, shown this once.</summary>
internal sealed class KeyCommand : Verb
{
    public KeyCommand(CommonOptions common)
        : base(
            "key", "Keys for what not everybody may do; sent as “Authorization: Bearer KEY”. Only their hashes are kept.",
            "add --role admin",
            "add --role reader --data /var/lib/feedhub")
    {
        var role = new Option<AccessRole>("--role") { HelpName = "admin|editor|reader", Description = "What its holder may do", Required = true };
        var add = new Command("add", "Give out a new key, and show it this once") { role };
        add.SetAction(async (parsed, cancellationToken) =>
        {
            using var database = new SqliteDatabase(common.DataDirectory(parsed));
            database.Migrate();
            var key = AccessKey.Mint();
            await new AccessKeyStore(database).AddAsync(AccessKey.Hash(key), parsed.GetValue(role), TimeProvider.System.GetUtcNow(), cancellationToken);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(key);
            await parsed.InvocationConfiguration.Error.WriteLineAsync("Keep it safe: it is shown this once, and nobody can look it up again.");
            return 0;
        });
        Add(add);
    }
}
