using System.CommandLine;
using FeedHub.Core.Access;
using FeedHub.Server.Commands.Settings;
using FeedHub.Server.Terminal;
using FeedHub.Storage;

namespace FeedHub.Server.Commands;

/// <summary><c>feedhub key add|list|revoke</c>: creates keys, lists those in force, and revokes them.</summary>
internal sealed class KeyCommand : Verb
{
    private const int MaxName = 100;
    private readonly CommonOptions common;
    private readonly Option<AccessRole> role =
        new("--role") { HelpName = "admin|editor|reader", Description = "What its holder may do", Required = true };
    private readonly Option<string> name =
        new("--name") { HelpName = "TEXT", Description = "What the key is for, as the list will show it", DefaultValueFactory = _ => "" };
    private readonly Argument<string> id = new("ID") { Description = "The key's ID, as “key list” shows it" };

    public KeyCommand(CommonOptions common)
        : base(
            "key",
            "Manage access keys. Clients send them as “Authorization: Bearer KEY” or as the password of Basic. Only hashes are stored.",
            "add --role admin --name \"Prometheus\"",
            "list",
            "revoke 3f9c0a1b2c4d")
    {
        this.common = common;
        name.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<string>() is { } text && (text.Length > MaxName || text.Any(char.IsControl)))
                r.AddError($"--name may have at most {MaxName} characters, and no control characters.");
        });
        var add = new Command("add", "Create a new key and show it once") { role, name };
        add.SetAction(AddAsync);
        var list = new Command("list", "List the keys in force: ID, role, day created, day last used (UTC) and name; never the key itself");
        list.SetAction(ListAsync);
        var revoke = new Command("revoke", "Revoke a key; a running server refuses it at once") { id };
        revoke.SetAction(RevokeAsync);
        Add(add);
        Add(list);
        Add(revoke);
    }

    private async Task<int> AddAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var database = common.Store(parsed).Open();
        database.Migrate();
        var (key, now) = (AccessKey.Mint(), TimeProvider.System.GetUtcNow());
        await new AccessKeyStore(database)
            .AddAsync(AccessKey.Hash(key), parsed.GetValue(role), parsed.GetValue(name)!.Trim(), now, cancellationToken);
        await parsed.InvocationConfiguration.Output.WriteLineAsync(key);
        await parsed.InvocationConfiguration.Error.WriteLineAsync(
            $"Its ID is {AccessKey.Id(AccessKey.Hash(key))}. Keep the key safe: it is shown only once and cannot be recovered.");
        return 0;
    }

    private async Task<int> ListAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var database = ExistingStore.Open(common.Store(parsed));
        database.Migrate();
        var keys = await new AccessKeyStore(database).ListAsync(cancellationToken);
        foreach (var key in keys)
        {
            var used = key.LastUsed is { } day ? $"used {day:yyyy-MM-dd}" : "never used";
            await parsed.InvocationConfiguration.Output.WriteLineAsync(
                $"{key.Id}  {key.Role.ToString().ToLowerInvariant(),-6}  {key.Created:yyyy-MM-dd}  {used,-15}  {key.Name}".TrimEnd());
        }
        if (keys.Count == 0)
            await parsed.InvocationConfiguration.Error.WriteLineAsync("There are no keys in force.");
        return 0;
    }

    private async Task<int> RevokeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var database = ExistingStore.Open(common.Store(parsed));
        database.Migrate();
        var revoked = await new AccessKeyStore(database).RevokeAsync(parsed.GetRequiredValue(id), cancellationToken);
        await (revoked
            ? parsed.InvocationConfiguration.Output.WriteLineAsync("Revoked: the key is refused from now on.")
            : parsed.InvocationConfiguration.Error.WriteLineAsync(
                $"No key in force has the ID '{parsed.GetRequiredValue(id)}'; “feedhub key list” shows the IDs."));
        return revoked ? 0 : CommandFailure.Failed;
    }
}
