using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>
/// Gives every entry that has none its story, in the order of their dates. Safe to stop at any point and to run beside another.
/// </summary>
/// <param name="tagger">The gazetteer in force; another one tags what comes from then on, and looks anew at what that is compared
/// with.</param>
public sealed class StoryGrouper(IGroupingStore store, Func<Tagger> tagger, TimeProvider clock) : IDisposable
{
    /// <summary>Committed together: more for each page of the database that they write, and half a second's work at most.</summary>
    private const int StepSize = 2000;

    /// <summary>Held in memory together, with their texts.</summary>
    private const int ReadSize = 200;

    private readonly SemaphoreSlim one = new(1);
    private StoryWindow? window;
    private Tagger? windowTagger;
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
    /// became part of another leads there. Nothing is written until all is found out, and then everything at once: who is stopped before
    /// has changed nothing, and others read and write meanwhile.
    /// </summary>
    public async Task<GroupingCounts> RegroupAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            window = null;
            while (true)
            {
                var regrouping = await store.ReadAsync(reading => StoryRegrouping.BeginAsync(reading, tagger()), cancellationToken);
                while (await store.ReadAsync(reading => regrouping.AdvanceAsync(reading, cancellationToken), cancellationToken))
                {
                }
                if (await store.StepAsync(regrouping.ConcludeAsync, clock.GetUtcNow(), cancellationToken) is { } counts)
                    return counts;
            }
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<GroupingCounts> StepAsync(CancellationToken cancellationToken)
    {
        // What is not committed has not happened: until then the window is nobody's.
        var now = tagger();
        var (held, seen) = (windowTagger == now ? window : null, revision);
        window = null;
        var extractor = new FeatureExtractor(now);
        var (counts, filled, left) = await store.StepAsync(
            async step =>
            {
                var current = held is not null && await step.RevisionAsync() == seen ? held : await FillAsync(step, extractor);
                var last = await step.LastStoryAsync();
                var (placed, created) = (0, 0);
                // Who has a story waits no longer, so that the next ones are read each time.
                while (placed < StepSize && await step.WaitingAsync(ReadSize) is { Count: > 0 } waiting)
                {
                    foreach (var entry in waiting)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        var vector = extractor.Extract(entry);
                        var placement = current.Place(vector, new StoryId(last + 1));
                        if (placement.IsNew)
                            (last, created) = (last + 1, created + 1);
                        await step.PlaceAsync(entry.Id, placement, vector.Subjects);
                    }
                    placed += waiting.Count;
                }
                await step.ConcludeAsync();
                return (new GroupingCounts(placed, created), current, await step.RevisionAsync());
            },
            clock.GetUtcNow(),
            cancellationToken);
        (window, windowTagger, revision) = (filled, now, left);
        return counts;
    }

    /// <summary>The window as it would be had this process grouped everything itself.</summary>
    private static async Task<StoryWindow> FillAsync(IGroupingStep step, FeatureExtractor extractor)
    {
        var filled = new StoryWindow(GroupingWeights.Default, await step.CorrectionsAsync());
        foreach (var entry in await step.GroupedAsync(GroupingWeights.Default.Window))
            filled.Restore(extractor.Extract(entry), entry.Story!.Value, entry.DuplicateOf);
        return filled;
    }
}
