using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Copying;

/// <summary>Reads a table of one end of a copy as the target stores it.</summary>
/// <param name="columns">Those of the key come first.</param>
/// <param name="target">Says how texts are stored.</param>
internal sealed class TableReader(CopiedTable table, IReadOnlyList<CopyColumn> columns, CopyEnd target)
{
    /// <summary>The columns to copy: those of the key, then the others by name, whatever their order in the store.</summary>
    public static async Task<IReadOnlyList<CopyColumn>> ColumnsAsync(CopyEnd end, SqlSession sql, CopiedTable table)
    {
        var all = await end.OrUnusableAsync(() => end.ColumnsAsync(sql, table.Name));
        return
        [
            .. table.Key.SelectMany(name => all.Where(c => c.Name == name)),
            .. all.Where(c => !table.Key.Contains(c.Name) && !table.LeftToDefault.Contains(c.Name))
                .OrderBy(c => c.Name, StringComparer.Ordinal),
        ];
    }

    /// <param name="end">The end that is read; it may be the target.</param>
    public Task<RowCursor> ReadAsync(CopyEnd end, SqlSession sql, CancellationToken cancellationToken) => end.OrUnusableAsync(async () =>
    {
        var (names, order) = (columns.Select(c => c.Name), await end.OrderAsync(sql, table, columns, target));
        var reader = await sql.ReadAsync(
            $"SELECT {string.Join(", ", names)} FROM {table.Name} ORDER BY {string.Join(", ", order)}", cancellationToken);
        return new RowCursor(reader, table, columns, target.Storable, end);
    });
}
