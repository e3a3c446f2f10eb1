using FeedHub.Core.Catalog;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage;

/// <summary>Stores in SQL who owns the store and the last good text of each file of the catalog.</summary>
public sealed class CatalogStore(FeedDatabase database) : ICatalogStore
{
    private const string Owner = "SELECT tag_authority FROM catalog_owner";

    public async Task<string?> OwnerAsync(CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return await OwnerAsync(sql);
    }

    public Task<string> ClaimAsync(string tagAuthority, bool evenFromAnother, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.Catalog,
        async sql =>
        {
            await sql.ExecuteAsync(
                """
                INSERT INTO catalog_owner (id, tag_authority) VALUES (1, @tagAuthority)
                ON CONFLICT (id) DO UPDATE SET tag_authority = excluded.tag_authority WHERE @evenFromAnother = 1
                """,
                ("@tagAuthority", tagAuthority), ("@evenFromAnother", evenFromAnother));
            return (await OwnerAsync(sql))!;
        },
        cancellationToken);

    public async Task<IReadOnlyDictionary<string, string>> LastGoodAsync(CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        var files = await sql.QueryAsync("SELECT path, text FROM catalog_file", row => (Path: row.Text("path"), Text: row.Text("text")));
        return files.ToDictionary(f => f.Path, f => f.Text);
    }

    public Task KeepAsync(IReadOnlyDictionary<string, string> texts, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.Catalog,
        async sql =>
        {
            await sql.ExecuteAsync("DELETE FROM catalog_file");
            foreach (var (path, text) in texts)
                await sql.ExecuteAsync("INSERT INTO catalog_file (path, text) VALUES (@path, @text)", ("@path", path), ("@text", text));
            return texts.Count;
        },
        cancellationToken);

    private static async Task<string?> OwnerAsync(SqlSession sql) =>
        (await sql.QueryAsync(Owner, row => row.Text("tag_authority"))).SingleOrDefault();
}
