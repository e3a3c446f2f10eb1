using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Copying;

/// <summary>
/// Makes a table of the target equal to that of the source: both are read in the order of their keys, and only what differs is written.
/// </summary>
internal sealed class TableComparison(
    CopiedTable table, IReadOnlyList<CopyColumn> columns, CopyEnd to, SqlSession writer, TableChanges changes)
{
    /// <summary>Goes through both sides.</summary>
    /// <param name="digest">Gets what the source has.</param>
    public async Task RunAsync(
        RowCursor ours, RowCursor theirs, TableDigest digest, Action<long> step, CancellationToken cancellationToken)
    {
        await ours.NextAsync();
        await theirs.NextAsync();
        while (!ours.IsAtEnd || !theirs.IsAtEnd)
        {
            var order = theirs.IsAtEnd ? -1 : ours.IsAtEnd ? 1 : ours.Rows[0].CompareTo(theirs.Rows[0], table.Key.Count);
            if (order != 0 || !AreEqual(ours.Rows, theirs.Rows))
            {
                if (order >= 0)
                    changes.Delete(theirs.Rows);
                if (order <= 0)
                    changes.Insert(ours.Rows);
            }
            if (order <= 0)
            {
                digest.Add(ours.Rows);
                step(ours.Rows.Count);
                await ours.NextAsync();
            }
            if (order >= 0)
                await theirs.NextAsync();
            if (changes.AreMany)
                await WriteAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
        await WriteAsync();
    }

    private async Task WriteAsync()
    {
        if (changes.AreNone)
            return;
        await to.OrUnusableAsync(() => writer.CommitAsync(async () =>
        {
            await to.DeleteAsync(writer, table, columns, changes.Gone);
            if (table.Name == CopiedTables.Stories)
                await LeaveIndexAsync();
            if (changes.Added.Count > 0)
                await to.InsertAsync(writer, table, columns, changes.Added);
        }));
        changes.Clear();
    }

    /// <summary>A story that is written anew is stale, and may have another place: its row in the index goes with the old one.</summary>
    private async Task LeaveIndexAsync()
    {
        var place = columns.Select(c => c.Name).ToList().IndexOf("place");
        List<long> left = [.. changes.Gone.Select(row => row.Values[place]).OfType<long>()];
        if (left.Count > 0)
            await writer.Dialect.Stories.RemoveAsync(writer, left);
    }

    private static bool AreEqual(IReadOnlyList<CopiedRow> ours, IReadOnlyList<CopiedRow> theirs)
    {
        if (ours.Count != theirs.Count)
            return false;
        for (var i = 0; i < ours.Count; i++)
        {
            if (ours[i].CompareTo(theirs[i], ours[i].Values.Length) != 0)
                return false;
        }
        return true;
    }
}
