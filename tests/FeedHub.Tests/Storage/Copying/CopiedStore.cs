using System.Globalization;
using Dapper;
using FeedHub.Storage;
using FeedHub.Storage.Copying;

namespace FeedHub.Tests.Storage.Copying;

/// <summary>What tests ask of a store and its copy.</summary>
internal static class CopiedStore
{
    public static StoreLocation Place(this TemporaryStorage storage) => new(storage.Folder, storage.Address);

    /// <summary>A copy that writes few rows at a time, so that a table takes many transactions.</summary>
    public static async Task<StoreCopy> BeginAsync(TemporaryStorage from, TemporaryStorage to)
    {
        var copy = await StoreCopy.BeginAsync(from.Place().AsCopyEnd(), to.Place().AsCopyEnd(), default);
        copy.Together = 20;
        return copy;
    }

    /// <param name="step">Told of progress; an exception from it ends the copy there.</param>
    public static async Task<IReadOnlyList<CopiedRows>> CopyAsync(TemporaryStorage from, TemporaryStorage to, Action<long>? step = null)
    {
        await using var copy = await BeginAsync(from, to);
        return await copy.RunAsync(step ?? (_ => { }), default);
    }

    /// <summary>All that is copied, as texts, read in another way than the copy does.</summary>
    public static async Task<IReadOnlyList<string>> RowsAsync(TemporaryStorage storage)
    {
        await using var connection = await storage.ConnectAsync();
        var all = new List<string>();
        foreach (var table in CopiedTables.All)
        {
            foreach (var row in await connection.QueryAsync($"SELECT * FROM {table.Name}"))
            {
                var values = ((IDictionary<string, object?>)row).Where(v => !table.LeftToDefault.Contains(v.Key))
                    .OrderBy(v => v.Key, StringComparer.Ordinal).Select(v => $"{v.Key}={Text(v.Value)}");
                all.Add($"{table.Name}: {string.Join(' ', values)}");
            }
        }
        all.Sort(StringComparer.Ordinal);
        return all;
    }

    public static async Task<T?> ScalarAsync<T>(TemporaryStorage storage, string sql)
    {
        await using var connection = await storage.ConnectAsync();
        return await connection.ExecuteScalarAsync<T>(sql);
    }

    public static async Task<bool> HasAsync(TemporaryStorage storage, string table)
    {
        await using var sql = await storage.Database.OpenAsync(default);
        return await sql.NumberAsync($"SELECT 1 WHERE {sql.Dialect.HasTable(table)}") is not null;
    }

    public static async Task ExecuteAsync(TemporaryStorage storage, string sql)
    {
        await using var connection = await storage.ConnectAsync();
        await connection.ExecuteAsync(sql);
    }

    private static string Text(object? value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        // PostgreSQL has none.
        string text => text.Replace('\0', '\uFFFD'),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
