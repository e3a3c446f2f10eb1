using Dapper;
using FeedHub.Core.Access;

namespace FeedHub.Storage;

/// <summary>The keys in SQL.</summary>
public sealed class AccessKeyStore(FeedDatabase database) : IAccessKeyStore
{
    public Task AddAsync(string hash, AccessRole role, string name, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            "INSERT INTO access_key (hash, role, name, created) VALUES (@hash, @role, @name, @now)",
            new { hash, role = role.ToString(), name, now = now.ToColumn() },
            transaction),
        cancellationToken);

    public async Task<AccessRole?> RoleOfAsync(string hash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var role = await connection.ExecuteScalarAsync<string?>("SELECT role FROM access_key WHERE hash = @hash", new { hash });
        return role is null ? null : Enum.Parse<AccessRole>(role);
    }

    public async Task<IReadOnlyList<GivenKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Hash, string Role, string Name, long Created)>(
            "SELECT hash, role, name, created FROM access_key ORDER BY created, hash");
        return [.. rows.Select(r => new GivenKey(AccessKey.Id(r.Hash), r.Name, Enum.Parse<AccessRole>(r.Role), r.Created.ToInstant()))];
    }

    public Task<bool> RevokeAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
            await connection.ExecuteAsync($"DELETE FROM access_key WHERE substr(hash, 1, {AccessKey.IdLength}) = @id", new { id }, transaction) > 0,
        cancellationToken);
}
