using Dapper;
using FeedHub.Core.Access;

namespace FeedHub.Storage;

/// <summary>The keys in SQL.</summary>
public sealed class AccessKeyStore(FeedDatabase database) : IAccessKeyStore
{
    public Task AddAsync(string hash, AccessRole role, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            "INSERT INTO access_key (hash, role, created) VALUES (@hash, @role, @now)",
            new { hash, role = role.ToString(), now = now.ToColumn() },
            transaction),
        cancellationToken);

    public async Task<AccessRole?> RoleOfAsync(string hash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var role = await connection.ExecuteScalarAsync<string?>("SELECT role FROM access_key WHERE hash = @hash", new { hash });
        return role is null ? null : Enum.Parse<AccessRole>(role);
    }
}
