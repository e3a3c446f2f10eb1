using Dapper;
using FeedHub.Core.Catalog;

namespace FeedHub.Storage;

/// <summary>Keeps the catalog's mark and the last good text of each of its files in SQL.</summary>
public sealed class CatalogStore(FeedDatabase database) : ICatalogStore
{
    private const string Owner = "SELECT tag_authority FROM catalog_owner";

    public async Task<string?> OwnerAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<string?>(Owner);
    }

    public Task<string> ClaimAsync(string tagAuthority, bool evenFromAnother, CancellationToken cancellationToken) => database.WriteAsync(
        async (connection, transaction) =>
        {
            await connection.ExecuteAsync(
                """
                INSERT INTO catalog_owner (id, tag_authority) VALUES (1, @tagAuthority)
                ON CONFLICT (id) DO UPDATE SET tag_authority = excluded.tag_authority WHERE @evenFromAnother = 1
                """,
                new { tagAuthority, evenFromAnother = evenFromAnother ? 1 : 0 },
                transaction);
            return (await connection.ExecuteScalarAsync<string>(Owner, transaction: transaction))!;
        },
        cancellationToken);

    public async Task<IReadOnlyDictionary<string, string>> LastGoodAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        return (await connection.QueryAsync<(string Path, string Text)>("SELECT path, text FROM catalog_file")).ToDictionary(f => f.Path, f => f.Text);
    }

    public Task KeepAsync(IReadOnlyDictionary<string, string> texts, CancellationToken cancellationToken) =>
        database.WriteAsync(
            async (connection, transaction) =>
            {
                await connection.ExecuteAsync("DELETE FROM catalog_file", transaction: transaction);
                await connection.ExecuteAsync(
                    "INSERT INTO catalog_file (path, text) VALUES (@Key, @Value)", texts.Select(t => new { t.Key, t.Value }), transaction);
                return 0;
            },
            cancellationToken);
}
