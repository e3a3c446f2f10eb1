using FeedHub.Core.Stories;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Storage;

namespace FeedHub.Tests.Storage.Copying;

/// <summary>A copy that ends early goes on where it stopped, and makes good what the source got meanwhile. Nothing else uses it.</summary>
public sealed class InterruptedCopyTests
{
    public static TheoryData<bool, bool, double> Interruptions
    {
        get
        {
            var all = new TheoryData<bool, bool, double>();
            foreach (var (fromServer, toServer) in new[] { (false, true), (true, false) })
            {
                // In the tables, in the index of stories, in the last reading.
                foreach (var part in new[] { 0.02, 0.3, 0.6, 0.99 })
                    all.Add(fromServer, toServer, part);
            }
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Interruptions))]
    public async Task It_goes_on_though_the_source_has_changed(bool fromServer, bool toServer, double part)
    {
        using TemporaryStorage from = new(fromServer), to = new(toServer);
        await FilledStore.FillAsync(from);
        await InterruptAsync(from, to, part);
        Assert.Throws<UnfinishedCopyException>(to.Database.Migrate);
        Assert.Throws<UnfinishedCopyException>(() => to.Place().OpenForReading().Dispose());

        await ChangeAsync(from);
        await CopiedStore.CopyAsync(from, to);
        await AssertSameAsync(from, to);
        Assert.Empty(to.Database.Migrate());
    }

    [Theory]
    [MemberData(nameof(StoreCopyTests.Directions), MemberType = typeof(StoreCopyTests))]
    public async Task A_finished_one_is_brought_up_to_date_until_something_else_uses_it(bool fromServer, bool toServer)
    {
        using TemporaryStorage from = new(fromServer), to = new(toServer);
        await FilledStore.FillAsync(from);
        await CopiedStore.CopyAsync(from, to);
        await ChangeAsync(from);
        await CopiedStore.CopyAsync(from, to);
        await AssertSameAsync(from, to);

        Assert.Empty(to.Database.Migrate());
        await CopiedStore.ExecuteAsync(to, "UPDATE catalog_file SET text = 'mine'");
        var before = await CopiedStore.RowsAsync(to);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => CopiedStore.CopyAsync(from, to));
        Assert.StartsWith($"{to.Place()} has data of its own", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await CopiedStore.RowsAsync(to));
    }

    [Fact]
    public async Task Only_what_differs_is_written_again()
    {
        using TemporaryStorage from = new(onServer: false), to = new(onServer: true);
        await FilledStore.FillAsync(from);
        await CopiedStore.CopyAsync(from, to);
        const string Versions = "SELECT string_agg(seq || '=' || xmin, ' ' ORDER BY seq) FROM entry WHERE seq <> 20";
        var before = await CopiedStore.ScalarAsync<string>(to, Versions);
        await CopiedStore.ExecuteAsync(from, "UPDATE entry SET title = 'Another' WHERE seq = 20");
        await CopiedStore.CopyAsync(from, to);
        Assert.Equal(before, await CopiedStore.ScalarAsync<string>(to, Versions));
        Assert.Equal("Another", await CopiedStore.ScalarAsync<string>(to, "SELECT title FROM entry WHERE seq = 20"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_changes_in_the_source_while_it_is_copied_is_not_in_the_copy(bool fromServer)
    {
        using TemporaryStorage from = new(fromServer), to = new(!fromServer);
        await FilledStore.FillAsync(from);
        var rows = await CopiedStore.RowsAsync(from);
        await using (var copy = await CopiedStore.BeginAsync(from, to))
        {
            await ChangeAsync(from);
            await copy.RunAsync(_ => { }, default);
        }
        Assert.Equal(rows, await CopiedStore.RowsAsync(to));
        Assert.NotEqual(rows, await CopiedStore.RowsAsync(from));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_another_writes_into_the_copy_is_found_at_its_end(bool toServer)
    {
        using TemporaryStorage from = new(!toServer), to = new(toServer);
        await FilledStore.FillAsync(from);
        var isWritten = false;
        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => CopiedStore.CopyAsync(from, to, _ =>
        {
            if (isWritten || CopiedStore.ScalarAsync<long>(to, "SELECT count(*) FROM version").GetAwaiter().GetResult() < 3
                || CopiedStore.ScalarAsync<long>(to, "SELECT count(*) FROM story WHERE stale = 0").GetAwaiter().GetResult() == 0)
            {
                return;
            }
            isWritten = true;
            CopiedStore.ExecuteAsync(to, "UPDATE catalog_file SET text = 'mine'").GetAwaiter().GetResult();
        }));
        Assert.StartsWith("catalog_file has 2 rows with the hash ", fault.Message, StringComparison.Ordinal);
        Assert.Throws<UnfinishedCopyException>(to.Database.Migrate);
        await CopiedStore.CopyAsync(from, to);
        await AssertSameAsync(from, to);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_copies_are_not_written_into_one_store_at_the_same_time(bool toServer)
    {
        using TemporaryStorage from = new(!toServer), to = new(toServer);
        await FilledStore.FillAsync(from);
        await using var first = await CopiedStore.BeginAsync(from, to);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => CopiedStore.CopyAsync(from, to));
        Assert.StartsWith("Another process is copying into", refused.Message, StringComparison.Ordinal);
        await first.RunAsync(_ => { }, default);
        await AssertSameAsync(from, to);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_copy_of_one_store_does_not_become_a_copy_of_another(bool toServer)
    {
        using TemporaryStorage from = new(onServer: false), other = new(onServer: false), to = new(toServer);
        await FilledStore.FillAsync(from);
        await InterruptAsync(from, to, 0.3);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => CopiedStore.CopyAsync(other, to));
        Assert.StartsWith($"{to.Place()} is a copy of {from.Folder}", refused.Message, StringComparison.Ordinal);
        // Nor is it copied itself.
        using var third = new TemporaryStorage(onServer: false);
        await Assert.ThrowsAsync<UnfinishedCopyException>(() => CopiedStore.CopyAsync(to, third));
    }

    private static async Task InterruptAsync(TemporaryStorage from, TemporaryStorage to, double part)
    {
        await using var copy = await CopiedStore.BeginAsync(from, to);
        var left = (long)(copy.Steps * part);
        await Assert.ThrowsAsync<OperationCanceledException>(() => copy.RunAsync(
            step =>
            {
                left -= step;
                if (left < 0)
                    throw new OperationCanceledException("Killed.");
            },
            default));
    }

    /// <summary>Entries that are new, rewritten and deleted; stories that are merged, split and get other places.</summary>
    private static async Task ChangeAsync(TemporaryStorage storage)
    {
        var later = FilledStore.Now.AddHours(8);
        await storage.CommitAsync(later, FilledStore.Entry(3, "a later one", later), FilledStore.Entry(4, "one more", later));
        await storage.CommitAsync(later, FilledStore.Entry(2, "1", later) with { Title = "Rewritten", ContentHash = "rewritten" });
        await FilledStore.GroupAsync(storage);
        var editor = new StoryEditor(storage.Grouping, TimeProvider.System);
        var stories = (await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Lead, default)).Stories;
        var large = stories.First(s => s.Reports.Count > 2);
        Assert.NotNull(await editor.SplitAsync(large.Id, [large.Reports[1].Entry.Id], default));
        Assert.NotNull(await editor.MergeAsync(stories[^1].Id, stories[^2].Id, default));
        await CopiedStore.ExecuteAsync(storage, "DELETE FROM entry WHERE id = 'outlet-5-7'");
        await CopiedStore.ExecuteAsync(storage, "DELETE FROM access_key");
        await CopiedStore.ExecuteAsync(storage, "UPDATE source SET last_attempt = 77");
    }

    private static async Task AssertSameAsync(TemporaryStorage from, TemporaryStorage to)
    {
        Assert.Equal(await CopiedStore.RowsAsync(from), await CopiedStore.RowsAsync(to));
        Assert.Equal(0, await CopiedStore.ScalarAsync<long>(to, "SELECT count(*) FROM story WHERE stale = 1"));
        var found = TimelineFilter.All.With(TimelineConditions.Text, "earthquake");
        await FilledStore.GroupAsync(from);
        Assert.Equal(await IdsAsync(from), await IdsAsync(to));

        async Task<IReadOnlyList<StoryId>> IdsAsync(TemporaryStorage storage) =>
            [.. (await storage.Timeline.PageAsync(found, TextExtent.Lead, default)).Stories.Select(s => s.Id)];
    }
}
