using FeedHub.Core.Push.Webhooks;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Push;

/// <summary>The secrets of webhooks in SQL.</summary>
public sealed class WebhookSecretStore(FeedDatabase database) : IWebhookSecrets
{
    public async Task<IReadOnlyList<string>> OfAsync(string name, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await sql.QueryAsync(
            "SELECT secret FROM webhook_secret WHERE name = @name ORDER BY created DESC, secret",
            row => row.Text("secret"),
            ("@name", name));
    }

    public Task AddAsync(string name, string secret, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.None,
        sql => sql.ExecuteAsync(
            "INSERT INTO webhook_secret (name, secret, created) VALUES (@name, @secret, @now) ON CONFLICT (name, secret) DO NOTHING",
            ("@name", name), ("@secret", secret), ("@now", now.ToColumn())),
        cancellationToken);

    public Task RemoveAsync(string name, string? secret, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.None,
        sql => sql.ExecuteAsync(
            "DELETE FROM webhook_secret WHERE name = @name AND (CAST(@secret AS TEXT) IS NULL OR secret = @secret)",
            ("@name", name), ("@secret", secret)),
        cancellationToken);
}
