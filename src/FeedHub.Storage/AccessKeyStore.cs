using System.Security.Cryptography;
using System.Text;
using FeedHub.Core.Access;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage;

/// <summary>The keys in SQL.</summary>
public sealed class AccessKeyStore(FeedDatabase database) : IAccessKeyStore
{
    /// <summary>Written exactly as in the index.</summary>
    private static readonly string HasId = $"substr(hash, 1, {AccessKey.IdLength}) = @id";

    public Task AddAsync(string hash, AccessRole role, string name, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
        WriteScope.None,
        sql => sql.ExecuteAsync(
            "INSERT INTO access_key (hash, role, name, created) VALUES (@hash, @role, @name, @now)",
            ("@hash", hash), ("@role", role.ToString()), ("@name", name), ("@now", now.ToColumn())),
        cancellationToken);

    public async Task<GivenKey?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        // The database compares only the part that is not secret; the time taken to compare the rest must reveal nothing about it.
        var keys = await ReadAsync(sql, $"WHERE {HasId}", ("@id", AccessKey.Id(hash)));
        var asked = Encoding.ASCII.GetBytes(hash);
        return keys.FirstOrDefault(k => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(k.Hash), asked)).Key;
    }

    public Task KeepUseAsync(string id, DateOnly day, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.None,
        sql => sql.ExecuteAsync(
            $"UPDATE access_key SET last_used = @day WHERE {HasId} AND coalesce(last_used, 0) < @day",
            ("@id", id), ("@day", new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero).ToColumn())),
        cancellationToken);

    public async Task<IReadOnlyList<GivenKey>> ListAsync(CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return [.. (await ReadAsync(sql, "ORDER BY created, hash")).Select(k => k.Key)];
    }

    public Task<bool> RevokeAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.None,
        async sql => await sql.ExecuteAsync($"DELETE FROM access_key WHERE {HasId}", ("@id", id)) > 0,
        cancellationToken);

    private static Task<List<(string Hash, GivenKey Key)>> ReadAsync(
        SqlSession sql, string which, params ReadOnlySpan<(string, object?)> values) =>
        sql.QueryAsync($"SELECT hash, role, name, created, last_used FROM access_key {which}", row => (row.Text("hash"), Key(row)), values);

    private static GivenKey Key(SqlRow row) => new(
        AccessKey.Id(row.Text("hash")),
        row.Text("name"),
        Enum.Parse<AccessRole>(row.Text("role")),
        row.Instant("created"),
        row.InstantOrNull("last_used") is { } used ? DateOnly.FromDateTime(used.UtcDateTime) : null);
}
