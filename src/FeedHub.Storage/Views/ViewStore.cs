using System.Text.Json;
using FeedHub.Core.Views;
using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Views;

/// <summary>The saved views, in SQL.</summary>
public sealed class ViewStore(FeedDatabase database) : IViewStore
{
    public async Task<IReadOnlyList<View>> ListAsync(CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        var views = await sql.QueryAsync("SELECT declaration FROM saved_view", Read);
        return [.. views.OrderBy(v => v.Title, StringComparer.InvariantCultureIgnoreCase).ThenBy(v => v.Id, StringComparer.Ordinal)];
    }

    public async Task<View?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var sql = await database.OpenAsync(cancellationToken);
        return (await sql.QueryAsync("SELECT declaration FROM saved_view WHERE id = @id", Read, ("@id", id))).FirstOrDefault();
    }

    public Task<bool> AddAsync(View view, int mostOfOwner, CancellationToken cancellationToken) => database.WriteAsync(
        // Else two requests at one time could each see room for one more.
        WriteScope.Views,
        async sql =>
            await sql.NumberAsync("SELECT count(*) FROM saved_view WHERE owner = @owner", ("@owner", view.Saved!.Owner)) < mostOfOwner
            && await sql.ExecuteAsync(
                "INSERT INTO saved_view (id, owner, declaration) VALUES (@id, @owner, @declaration) ON CONFLICT (id) DO NOTHING",
                Values(view)) > 0,
        cancellationToken);

    public Task<bool> ReplaceAsync(View view, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.Views,
        async sql => await sql.ExecuteAsync(
            "UPDATE saved_view SET owner = @owner, declaration = @declaration WHERE id = @id", Values(view)) > 0,
        cancellationToken);

    public Task<bool> DeleteAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(
        WriteScope.Views,
        async sql => await sql.ExecuteAsync("DELETE FROM saved_view WHERE id = @id", ("@id", id)) > 0,
        cancellationToken);

    private static (string, object?)[] Values(View view) =>
        [("@id", view.Id), ("@owner", view.Saved!.Owner), ("@declaration", JsonSerializer.Serialize(view, StoredJson.Default.View))];

    private static View Read(SqlRow row) => JsonSerializer.Deserialize(row.Text("declaration"), StoredJson.Default.View)!;
}
