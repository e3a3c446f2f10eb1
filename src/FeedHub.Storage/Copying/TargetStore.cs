using FeedHub.Storage.Sql;
using FeedHub.Storage.Stories;

namespace FeedHub.Storage.Copying;

/// <summary>The store that a copy is written to, from the mark that nothing else may use it until that it is finished.</summary>
internal sealed class TargetStore(CopyEnd end, SqlSession sql)
{
    /// <summary>Marks it, if it is empty or a copy of the same source that nothing else has used.</summary>
    /// <param name="source">The store that is copied, for people.</param>
    /// <exception cref="InvalidDataException">It has other data; nothing was changed.</exception>
    public Task BeginAsync(string source) => CommitAsync(async () =>
    {
        var before = await CopyMark.ReadAsync(sql);
        if (before is null)
        {
            await RefuseOtherDataAsync();
        }
        else if (before.Source != source)
        {
            throw new InvalidDataException(
                $"{end} is a copy of {before.Source}. Copy from there again, or name an empty store with --to.");
        }
        await new CopyMark(source, IsFinished: false, [.. await end.SetAsideAsync(sql), .. before?.SetAside ?? []]).WriteAsync(sql);
    });

    /// <summary>Makes again the indexes and references of the tables, which checks what was written.</summary>
    public Task RebuildAsync() => CommitAsync(() => RebuildAsync(statement => !IsOfStories(statement)));

    /// <summary>Makes the index of stories, in steps of grouping.</summary>
    /// <param name="step">Told how many more are in it.</param>
    public async Task IndexAsync(Action<long> step, CancellationToken cancellationToken)
    {
        var left = await StaleAsync();
        while (left > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await CommitAsync(() => StoryIndexing.RenewAsync(sql, null));
            var after = await StaleAsync();
            step(left - after);
            left = after;
        }
    }

    /// <summary>Makes it a store that may be used.</summary>
    /// <param name="numbers">The last number of each numbered table.</param>
    public async Task FinishAsync(IReadOnlyList<(CopiedTable Table, long Last)> numbers)
    {
        await CommitAsync(async () =>
        {
            await RebuildAsync(_ => true);
            foreach (var (table, last) in numbers)
                await end.ContinueAfterAsync(sql, table, last);
            await ((await CopyMark.ReadAsync(sql))! with { IsFinished = true }).WriteAsync(sql);
        });
        await end.OrUnusableAsync(() => end.AnalyzeAsync(sql));
    }

    private async Task RefuseOtherDataAsync()
    {
        // A new store has its versions.
        foreach (var table in CopiedTables.All.Where(t => t.Name != Versions.Table))
        {
            if (await sql.NumberAsync($"SELECT 1 FROM {table.Name} LIMIT 1") is not null)
            {
                throw new InvalidDataException(
                    $"{end} has data of its own, and a copy never replaces any. Name an empty store with --to: a folder or a database that "
                    + "FeedHub has not used.");
            }
        }
    }

    /// <summary>Makes again a part of what was set aside.</summary>
    private async Task RebuildAsync(Func<string, bool> isPart)
    {
        var mark = (await CopyMark.ReadAsync(sql))!;
        await end.RebuildAsync(sql, [.. mark.SetAside.Where(isPart)]);
        await (mark with { SetAside = [.. mark.SetAside.Where(statement => !isPart(statement))] }).WriteAsync(sql);
    }

    /// <summary>An index of words is made faster from all stories than story by story, so it comes last.</summary>
    private static bool IsOfStories(string statement) => statement.Contains(StoryIndex.TableName, StringComparison.Ordinal);

    private Task<long> StaleAsync() =>
        end.OrUnusableAsync(async () => await sql.NumberAsync("SELECT count(*) FROM story WHERE stale = 1") ?? 0);

    private Task CommitAsync(Func<Task> work) => end.OrUnusableAsync(() => sql.CommitAsync(work));
}
