using Dapper;
using FeedHub.Core.Catalog;

namespace FeedHub.Storage;

/// <summary>Keeps the last good text of each configuration file in SQL.</summary>
public sealed class CatalogStore(FeedDatabase database) : ICatalogStore
{
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
