using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using FeedHub.Core.Access;

namespace FeedHub.Storage;

/// <summary>The keys in SQL.</summary>
public sealed class AccessKeyStore(FeedDatabase database) : IAccessKeyStore
{
    /// <summary>As the index says it.</summary>
    private static readonly string HasId = $"substr(hash, 1, {AccessKey.IdLength}) = @id";

    public Task AddAsync(string hash, AccessRole role, string name, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            "INSERT INTO access_key (hash, role, name, created) VALUES (@hash, @role, @name, @now)",
            new { hash, role = role.ToString(), name, now = now.ToColumn() },
            transaction),
        cancellationToken);

    public async Task<GivenKey?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        // The database compares only what is no secret; how long it takes to compare the rest must tell nothing of it.
        var rows = await ReadAsync(connection, $"WHERE {HasId}", new { id = AccessKey.Id(hash) });
        var asked = Encoding.ASCII.GetBytes(hash);
        return rows.FirstOrDefault(r => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(r.Hash), asked)).Key;
    }

    public Task KeepUseAsync(string id, DateOnly day, CancellationToken cancellationToken) => database.WriteAsync(
        (connection, transaction) => connection.ExecuteAsync(
            $"UPDATE access_key SET last_used = @day WHERE {HasId} AND coalesce(last_used, 0) < @day",
            new { id, day = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToColumn() },
            transaction),
        cancellationToken);

    public async Task<IReadOnlyList<GivenKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return [.. (await ReadAsync(connection, "ORDER BY created, hash", null)).Select(r => r.Key)];
    }

    public Task<bool> RevokeAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
            await connection.ExecuteAsync($"DELETE FROM access_key WHERE {HasId}", new { id }, transaction) > 0,
        cancellationToken);

    private static async Task<IEnumerable<(string Hash, GivenKey Key)>> ReadAsync(DbConnection connection, string which, object? parameters)
    {
        var rows = await connection.QueryAsync<(string Hash, string Role, string Name, long Created, long? LastUsed)>(
            $"SELECT hash, role, name, created, last_used FROM access_key {which}", parameters);
        return rows.Select(r => (r.Hash, new GivenKey(
            AccessKey.Id(r.Hash), r.Name, Enum.Parse<AccessRole>(r.Role), r.Created.ToInstant(),
            r.LastUsed is { } used ? DateOnly.FromDateTime(used.ToInstant().UtcDateTime) : null)));
    }
}
