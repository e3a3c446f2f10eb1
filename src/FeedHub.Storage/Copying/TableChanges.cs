namespace FeedHub.Storage.Copying;

/// <summary>Differences of one table that wait to be written together.</summary>
/// <param name="most">Rows of one transaction.</param>
internal sealed class TableChanges(int most)
{
    /// <summary>In bytes: rows wait in memory, and a text may have a megabyte.</summary>
    private const int MostBytes = 8 << 20;

    private readonly List<CopiedRow> gone = [];
    private readonly List<CopiedRow> added = [];
    private long size;

    /// <summary>Rows of the target that the source does not have, or not with these values.</summary>
    public IReadOnlyList<CopiedRow> Gone => gone;

    /// <summary>Rows of the source that the target does not have.</summary>
    public IReadOnlyList<CopiedRow> Added => added;

    public bool AreNone => gone.Count + added.Count == 0;

    public bool AreMany => gone.Count + added.Count >= most || size >= MostBytes;

    public void Delete(IReadOnlyList<CopiedRow> rows) => Add(gone, rows);

    public void Insert(IReadOnlyList<CopiedRow> rows) => Add(added, rows);

    public void Clear()
    {
        gone.Clear();
        added.Clear();
        size = 0;
    }

    private void Add(List<CopiedRow> list, IReadOnlyList<CopiedRow> rows)
    {
        foreach (var row in rows)
        {
            list.Add(row);
            size += row.Size;
        }
    }
}
