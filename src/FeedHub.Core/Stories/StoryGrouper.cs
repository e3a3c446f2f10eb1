using FeedHub.Core.Entries;
using FeedHub.Core.Gazetteer;

namespace FeedHub.Core.Stories;

/// <summary>Gives every entry that has none its story, in the order of their dates. Safe to stop at any point and to run beside another.</summary>
/// <param name="tagger">The gazetteer in force; another one fingerprints what comes from then on.</param>
public sealed class StoryGrouper(IGroupingStore store, Func<Tagger> tagger, TimeProvider clock) : IDisposable
{
    private const int StepSize = 500;

    private readonly SemaphoreSlim one = new(1);
    private StoryWindow? window;
    private long revision;

    /// <summary>Groups until no entry waits.</summary>
    public async Task<GroupingCounts> GroupAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            var total = default(GroupingCounts);
            while (await store.IsWaitedForAsync(cancellationToken))
            {
                var step = await StepAsync(cancellationToken);
                total = new GroupingCounts(total.Entries + step.Entries, total.NewStories + step.NewStories);
            }
            return total;
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>
    /// Groups everything again, by the gazetteer and the algorithm of today. A story that comes together again keeps its number; one that
    /// became part of another leads there.
    /// </summary>
    public async Task<GroupingCounts> RegroupAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            window = null;
            return await store.StepAsync(step => RegroupAsync(step, cancellationToken), clock.GetUtcNow(), cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<GroupingCounts> RegroupAsync(IGroupingStep step, CancellationToken cancellationToken)
    {
        var printer = new Fingerprinter(tagger());
        var fresh = new StoryWindow(GroupingWeights.Default, await step.CorrectionsAsync());
        var history = await step.HistoryAsync();
        var last = await step.LastStoryAsync();
        var former = history.Where(h => h.Story is not null).ToDictionary(h => h.Entry, h => h.Story!.Value);
        var given = new HashSet<StoryId>();
        await step.ClearAsync();
        var founded = 0;
        foreach (var chunk in history.Chunk(StepSize))
        {
            foreach (var entry in await step.EntriesAsync([.. chunk.Select(h => h.Entry)]))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var print = printer.Of(entry);
                var own = former.TryGetValue(entry.Id, out var before) && !given.Contains(before) ? before : new StoryId(last + 1);
                var placement = fresh.Place(print, own);
                if (placement.Founded)
                {
                    given.Add(own);
                    last = Math.Max(last, own.Value);
                    founded++;
                }
                await step.PlaceAsync(entry.Id, placement, print.Subjects);
            }
        }
        await RetireAsync(step, former);
        await step.ConcludeAsync();
        return new GroupingCounts(history.Count, founded);
    }

    /// <summary>Lets the stories that nothing came together as lead to where their first telling is now.</summary>
    private static async Task RetireAsync(IGroupingStep step, Dictionary<EntryId, StoryId> former)
    {
        var firsts = former.DistinctBy(f => f.Value).ToDictionary(f => f.Value, f => f.Key);
        foreach (var empty in await step.EmptyStoriesAsync())
        {
            if (await step.EntriesAsync([firsts[empty]]) is [{ Story: { } now }])
                await step.MergeAsync(empty, now);
        }
    }

    private async Task<GroupingCounts> StepAsync(CancellationToken cancellationToken)
    {
        // What is not committed has not happened: until then the window is nobody's.
        var (held, seen) = (window, revision);
        window = null;
        var printer = new Fingerprinter(tagger());
        var (counts, filled, left) = await store.StepAsync(
            async step =>
            {
                var current = held is not null && await step.RevisionAsync() == seen ? held : await FillAsync(step, printer);
                var last = await step.LastStoryAsync();
                var waiting = await step.WaitingAsync(StepSize);
                var founded = 0;
                foreach (var entry in waiting)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var print = printer.Of(entry);
                    var placement = current.Place(print, new StoryId(last + 1));
                    if (placement.Founded)
                        (last, founded) = (last + 1, founded + 1);
                    await step.PlaceAsync(entry.Id, placement, print.Subjects);
                }
                await step.ConcludeAsync();
                return (new GroupingCounts(waiting.Count, founded), current, await step.RevisionAsync());
            },
            clock.GetUtcNow(),
            cancellationToken);
        (window, revision) = (filled, left);
        return counts;
    }

    /// <summary>The window as it would be had this process grouped everything itself.</summary>
    private static async Task<StoryWindow> FillAsync(IGroupingStep step, Fingerprinter printer)
    {
        var filled = new StoryWindow(GroupingWeights.Default, await step.CorrectionsAsync());
        foreach (var entry in await step.GroupedAsync(GroupingWeights.Default.Window))
            filled.Restore(printer.Of(entry), entry.Story!.Value, entry.DuplicateOf);
        return filled;
    }
}
