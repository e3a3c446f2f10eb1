using FeedHub.Storage.Sql;

namespace FeedHub.Storage.Copying;

/// <summary>
/// Copies a store to another place, on whatever engines. Both sides are compared row by row, in the order of their keys, and only what
/// differs is written: so a run goes on where a killed one stopped, and makes good what the source got meanwhile. At the end the copy is
/// read once more, and counts and hashes must agree.
/// </summary>
public sealed class StoreCopy : IAsyncDisposable
{
    private readonly CopyEnd from;
    private readonly CopyEnd to;
    private readonly SqlSession source;
    private readonly SqlSession target;

    private StoreCopy(CopyEnd from, CopyEnd to, SqlSession source, SqlSession target) =>
        (this.from, this.to, this.source, this.target) = (from, to, source, target);

    /// <summary>How many steps it has: each row is compared and, at the end, read again; each story gets into the index.</summary>
    public long Steps { get; private set; }

    /// <summary>Rows of one transaction: its commit costs little of the whole, and a copy that is killed has little to do again.</summary>
    internal int Together { get; set; } = 5000;

    /// <summary>
    /// Opens both ends; what is copied is the source of this moment. The target is marked as an unfinished copy, which nothing but a copy
    /// of the same source may use.
    /// </summary>
    /// <param name="from">Not used for anything else; the copy disposes of it.</param>
    /// <param name="to">The same.</param>
    /// <exception cref="InvalidDataException">There is nothing to copy, or the target has other data; nothing was changed.</exception>
    public static async Task<StoreCopy> BeginAsync(CopyEnd from, CopyEnd to, CancellationToken cancellationToken)
    {
        SqlSession? source = null, target = null;
        try
        {
            source = await from.OrUnusableAsync(() => from.OpenSourceAsync(cancellationToken));
            target = await to.OrUnusableAsync(() => to.OpenTargetAsync(cancellationToken));
            var copy = new StoreCopy(from, to, source, target);
            await copy.CountAsync();
            await new TargetStore(to, target).BeginAsync(from.ToString());
            return copy;
        }
        catch
        {
            await DisposeAsync(source, target, from, to);
            throw;
        }
    }

    /// <summary>Copies, and finishes the copy.</summary>
    /// <param name="step">Told of progress, in parts of <see cref="Steps"/>.</param>
    /// <returns>What both sides have, table by table.</returns>
    /// <exception cref="InvalidDataException">The sides differ at the end; the copy is not finished.</exception>
    public async Task<IReadOnlyList<CopiedRows>> RunAsync(Action<long> step, CancellationToken cancellationToken)
    {
        var (copied, numbers) = (new List<CopiedRows>(), new List<(CopiedTable Table, long Last)>());
        await using (var reading = await to.OrUnusableAsync(() => to.OpenReadingAsync(cancellationToken)))
        {
            foreach (var table in CopiedTables.All)
            {
                copied.Add(await CompareAsync(table, reading, step, cancellationToken));
                if (table.IsNumbered)
                    numbers.Add((table, await from.OrUnusableAsync(() => from.LastNumberAsync(source, table))));
            }
        }
        // A store that is in use has to keep everything that changes from that moment on.
        await source.DisposeAsync();
        var store = new TargetStore(to, target);
        await store.RebuildAsync();
        await store.IndexAsync(step, cancellationToken);
        await VerifyAsync(copied, step, cancellationToken);
        await store.FinishAsync(numbers);
        return copied;
    }

    public ValueTask DisposeAsync() => DisposeAsync(source, target, from, to);

    private static async ValueTask DisposeAsync(params IEnumerable<IAsyncDisposable?> all)
    {
        foreach (var item in all.OfType<IAsyncDisposable>())
            await item.DisposeAsync();
    }

    private async Task CountAsync()
    {
        foreach (var table in CopiedTables.All)
        {
            var count = await from.OrUnusableAsync(() => source.NumberAsync($"SELECT count(*) FROM {table.Name}")) ?? 0;
            Steps += (table.Name == CopiedTables.Stories ? 3 : 2) * count;
        }
    }

    private async Task<CopiedRows> CompareAsync(
        CopiedTable table, SqlSession reading, Action<long> step, CancellationToken cancellationToken)
    {
        var columns = await TableReader.ColumnsAsync(from, source, table);
        if (!(await TableReader.ColumnsAsync(to, target, table)).SequenceEqual(columns))
        {
            throw new InvalidDataException(
                $"{table.Name} has other columns in {from} than in {to}. Copy with the version of FeedHub that last used the source.");
        }
        var reader = new TableReader(table, columns, to);
        await using var ours = await reader.ReadAsync(from, source, cancellationToken);
        await using var theirs = await reader.ReadAsync(to, reading, cancellationToken);
        using var digest = new TableDigest();
        await new TableComparison(table, columns, to, target, new TableChanges(Together))
            .RunAsync(ours, theirs, digest, step, cancellationToken);
        return new CopiedRows(table.Name, digest.Count, digest.Concluded());
    }

    private async Task VerifyAsync(List<CopiedRows> copied, Action<long> step, CancellationToken cancellationToken)
    {
        await using var reading = await to.OrUnusableAsync(() => to.OpenReadingAsync(cancellationToken));
        foreach (var (table, expected) in CopiedTables.All.Zip(copied))
        {
            using var digest = new TableDigest();
            var reader = new TableReader(table, await TableReader.ColumnsAsync(to, target, table), to);
            await using var rows = await reader.ReadAsync(to, reading, cancellationToken);
            while (await rows.NextAsync())
            {
                cancellationToken.ThrowIfCancellationRequested();
                digest.Add(rows.Rows);
                step(rows.Rows.Count);
            }
            var found = new CopiedRows(table.Name, digest.Count, digest.Concluded());
            if (found != expected)
            {
                throw new InvalidDataException(
                    $"{table.Name} has {expected.Count} rows with the hash {expected.Hash} in {from}, and {found.Count} with {found.Hash} "
                    + $"in {to}. Something else may write there: end it, and run the same copy again.");
            }
        }
    }
}
