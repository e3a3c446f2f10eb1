using System.Data.Common;

namespace FeedHub.Storage.Copying;

/// <summary>Goes through a table in the order of its key, holding no more than the rows of one key and the one after them.</summary>
/// <param name="reader">Closed when it has no more rows, so that nothing waits for it.</param>
/// <param name="columns">Those of the reader; the ones of the key come first.</param>
/// <param name="stored">Turns the bytes of a text into those that the target can store.</param>
internal sealed class RowCursor(
    DbDataReader reader, CopiedTable table, IReadOnlyList<CopyColumn> columns, Func<byte[], byte[]> stored, CopyEnd end) : IAsyncDisposable
{
    private readonly List<CopiedRow> rows = [];
    private CopiedRow? ahead;
    private bool isBegun;

    /// <summary>The rows of one key, in an order that depends only on their values; none at the end.</summary>
    public IReadOnlyList<CopiedRow> Rows => rows;

    public bool IsAtEnd => rows.Count == 0;

    /// <summary>Goes on to the next key.</summary>
    /// <returns>Whether there is one.</returns>
    public Task<bool> NextAsync() => end.OrUnusableAsync(NextRowsAsync);

    public ValueTask DisposeAsync() => reader.DisposeAsync();

    private async Task<bool> NextRowsAsync()
    {
        CopiedRow? before = rows.Count > 0 ? rows[0] : null;
        rows.Clear();
        if (!isBegun)
        {
            isBegun = true;
            ahead = await ReadAsync();
        }
        while (ahead is { } row && (rows.Count == 0 || row.CompareTo(rows[0], table.Key.Count) == 0))
        {
            rows.Add(row);
            ahead = await ReadAsync();
        }
        if (rows.Count > 1)
            rows.Sort((one, other) => one.CompareTo(other, columns.Count));
        if (rows.Count > 0 && before?.CompareTo(rows[0], table.Key.Count) > 0)
            throw new InvalidDataException($"The rows of {table.Name} in {end} do not come in the order of their keys: a text is damaged.");
        return rows.Count > 0;
    }

    private async Task<CopiedRow?> ReadAsync()
    {
        if (reader.IsClosed)
            return null;
        if (!await reader.ReadAsync())
        {
            await reader.CloseAsync();
            return null;
        }
        var values = new object?[columns.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = reader.IsDBNull(i) ? null : Value(i);
        return new CopiedRow(values);
    }

    private object Value(int i) => columns[i].Type switch
    {
        CopyColumnType.Number => reader.GetInt64(i),
        CopyColumnType.Real => reader.GetDouble(i),
        CopyColumnType.Text => stored(reader.GetFieldValue<byte[]>(i)),
        _ => reader.GetFieldValue<byte[]>(i),
    };
}
