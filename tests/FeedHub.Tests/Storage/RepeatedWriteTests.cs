using FeedHub.Core.Briefs.Editing;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Nodes;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Core.Timelines;
using FeedHub.Storage.Briefs;
using FeedHub.Storage.Sql;
using FeedHub.Storage.Stories;
using Microsoft.Extensions.Time.Testing;

namespace FeedHub.Tests.Storage;

/// <summary>A write that an engine undoes and runs again has the same result as one that is run once.</summary>
public class RepeatedWriteTests : IDisposable
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;
    private readonly TemporaryStorage storage = new();

    [Fact]
    public async Task Entries_are_grouped_as_if_each_step_had_run_once()
    {
        using var other = new TemporaryStorage();
        var once = await GroupAsync(other, other.Database);
        Assert.Equal([1, 2], once.Select(reports => reports.Count));
        Assert.Equal(once, await GroupAsync(storage, new UndoingDatabase(storage.Database)));
    }

    [Fact]
    public async Task What_an_editor_does_outside_the_store_is_done_once_and_written_down_once()
    {
        var done = 0;
        var log = new EditorLog(new UndoingDatabase(storage.Database));
        Assert.NotNull(await log.AddAsync(
            new() { At = Now, By = Editor.CommandLine, Kind = EditorActKind.Poll, Series = "weekly" }, null,
            // A file that was written is another than the one that was seen, so the second time would find nothing to do.
            _ => Task.FromResult(++done == 1), default));
        Assert.Equal(1, done);
        Assert.Single(await log.LatestAsync("weekly", null, null, 10, default));
    }

    public void Dispose() => storage.Dispose();

    /// <summary>The stories, newest first, each with its reports, after they came one by one and were then grouped again.</summary>
    private static async Task<List<List<string>>> GroupAsync(TemporaryStorage storage, FeedDatabase database)
    {
        const string Text = "The bridge over the Kura in Tbilisi was opened to traffic on Monday after repairs of three years.";
        using var grouper = new StoryGrouper(
            new GroupingStore(database, null), () => new Tagger(GazetteerContents.Empty), new FakeTimeProvider(Now));
        await storage.Sources.ReconcileAsync([TemporaryStorage.Source("a"), TemporaryStorage.Source("b")], Now, default);
        await storage.CommitAsync(Now, TemporaryStorage.Entry("a", "1", Text));
        await grouper.GroupAsync(default);
        await storage.CommitAsync(Now, TemporaryStorage.Entry("b", "2", Text), TemporaryStorage.Entry("b", "3", "Snow fell."));
        Assert.Equal(new GroupingCounts(2, 1), await grouper.GroupAsync(default));
        var first = await StoriesAsync(storage);
        await grouper.RegroupAsync(default);
        Assert.Equal(first, await StoriesAsync(storage));
        return first;
    }

    private static async Task<List<List<string>>> StoriesAsync(TemporaryStorage storage) =>
        [.. (await storage.Timeline.PageAsync(TimelineFilter.All, TextExtent.Whole, default)).Stories.Select(
            s => s.Reports.Select(r => $"{r.Entry.Key}: {r.Score}, {r.DuplicateOf}").ToList())];

    /// <summary>
    /// Undoes every second of the first writes: two steps of grouping, each after one that only found that it has no window, and the first
    /// attempt to write a regrouping.
    /// </summary>
    private sealed class UndoingDatabase(FeedDatabase inner) : FeedDatabase
    {
        private int written;

        public override IReadOnlyList<string> Migrate() => inner.Migrate();

        public override INode Join() => inner.Join();

        public override Task<SqlSession> OpenMomentAsync(CancellationToken cancellationToken) => inner.OpenMomentAsync(cancellationToken);

        public override Task<SqlSession> OpenAsync(CancellationToken cancellationToken) => inner.OpenAsync(cancellationToken);

        public override async Task<T> WriteAsync<T>(WriteScope scope, Func<SqlSession, Task<T>> work, CancellationToken cancellationToken)
        {
            if (++written > 6 || written % 2 == 1)
                return await inner.WriteAsync(scope, work, cancellationToken);
            await Assert.ThrowsAsync<TimeoutException>(() => inner.WriteAsync<T>(
                scope,
                async sql =>
                {
                    await work(sql);
                    throw new TimeoutException();
                },
                cancellationToken));
            return await inner.WriteAsync(scope, work, cancellationToken);
        }

        public override void Dispose() => inner.Dispose();
    }
}
