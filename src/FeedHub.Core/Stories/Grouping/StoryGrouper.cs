using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>
/// Assigns a story to every entry without one, by date. It is safe to stop at any point and to run concurrently with another grouper.
/// </summary>
/// <param name="tagger">
/// Returns the tagger for the current gazetteer. A new one tags all later entries, and again those with which they are compared.
/// </param>
/// <param name="scratch">
/// The folder in which grouping everything again keeps what it has found, half a kilobyte for each entry; that of the system for null.
/// </param>
public sealed class StoryGrouper(IGroupingStore store, Func<Tagger> tagger, TimeProvider clock, string? scratch = null) : IDisposable
{
    /// <summary>Entries committed together: enough to save database page writes, but at most half a second's work.</summary>
    private const int StepSize = 2000;

    /// <summary>Entries held in memory together, with their texts.</summary>
    private const int ReadSize = 200;

    private readonly SemaphoreSlim one = new(1);
    private StoryWindow? window;
    private Tagger? windowTagger;
    private long revision;

    /// <summary>Groups until no entry is waiting, or this process may not (<see cref="IGroupingStep.MayGroupAsync"/>).</summary>
    public async Task<GroupingCounts> GroupAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            return await GroupWaitingAsync(cancellationToken);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>
    /// Groups everything again with the current gazetteer and algorithm. A story that is formed again keeps its number; one that is merged
    /// into another redirects there. Nothing is written until the result is complete, and then everything at once: if stopped earlier,
    /// nothing has changed, and others can read and write meanwhile.
    /// </summary>
    public async Task<RegroupingCounts> RegroupAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            window = null;
            while (true)
            {
                if (await RegroupOnceAsync(cancellationToken) is { } counts)
                {
                    await GroupWaitingAsync(cancellationToken);
                    return counts;
                }
            }
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    /// <returns>Null if it must be done again.</returns>
    private async Task<RegroupingCounts?> RegroupOnceAsync(CancellationToken cancellationToken)
    {
        using var regrouping = await store.ReadAsync(
            reading => StoryRegrouping.BeginAsync(reading, tagger(), scratch ?? Path.GetTempPath()), cancellationToken);
        while (await store.ReadAsync(reading => regrouping.AdvanceAsync(reading, cancellationToken), cancellationToken))
        {
        }
        return await store.StepAsync(Once(regrouping.ConcludeAsync), clock.GetUtcNow(), cancellationToken);
    }

    private async Task<GroupingCounts> GroupWaitingAsync(CancellationToken cancellationToken)
    {
        var total = default(GroupingCounts);
        var now = tagger();
        while (await store.IsWaitedForAsync(cancellationToken))
        {
            if (await StepAsync(now, cancellationToken) is not { } step)
                return total;
            total = new GroupingCounts(total.Entries + step.Entries, total.NewStories + step.NewStories);
        }
        return total;
    }

    /// <returns>Null if this process may not group.</returns>
    private async Task<GroupingCounts?> StepAsync(Tagger now, CancellationToken cancellationToken)
    {
        // If the commit fails, the window is wrong, so it is kept only after the commit.
        var (held, seen) = (windowTagger == now ? window : null, revision);
        window = null;
        var extractor = new FeatureExtractor(now);
        var (counts, filled, left, isStale) = await store.StepAsync(
            async step =>
            {
                if (!await step.MayGroupAsync())
                    return default;
                var current = held is not null && await step.RevisionAsync() == seen ? held : null;
                if (current is null && (await step.WaitingAsync(1)).Count > 0)
                    return ((GroupingCounts?)default(GroupingCounts), (StoryWindow?)null, 0L, true);
                // If the store has to run this again, the window has entries whose places were not kept.
                held = null;
                var last = await step.LastStoryAsync();
                var (placed, created) = (0, 0);
                // An entry with a story no longer waits, so each call returns the next ones.
                while (placed < StepSize && await step.WaitingAsync(ReadSize) is { Count: > 0 } waiting)
                {
                    foreach (var entry in waiting)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        var vector = current!.Extract(extractor, entry);
                        var placement = current.Place(vector, new StoryId(last + 1));
                        if (placement.IsNew)
                            (last, created) = (last + 1, created + 1);
                        await step.PlaceAsync(entry.Id, placement, vector.Subjects);
                    }
                    placed += waiting.Count;
                }
                await step.ConcludeAsync();
                return ((GroupingCounts?)new GroupingCounts(placed, created), current, await step.RevisionAsync(), false);
            },
            clock.GetUtcNow(),
            cancellationToken);
        held = null;
        (window, windowTagger, revision) = (filled, now, left);
        // Outside of the step: with many entries it takes a while, during which nobody else could write.
        if (isStale)
            (window, revision) = await store.ReadAsync(reading => FillAsync(reading, extractor, cancellationToken), cancellationToken);
        return counts;
    }

    /// <summary>Nothing the second time: a regrouping that the store undid is done again from its beginning.</summary>
    private static Func<IGroupingStep, Task<RegroupingCounts?>> Once(Func<IGroupingStep, Task<RegroupingCounts?>> conclude)
    {
        var begun = false;
        return step => Interlocked.Exchange(ref begun, true) ? Task.FromResult<RegroupingCounts?>(null) : conclude(step);
    }

    /// <summary>The window as if this process had grouped everything itself, and the revision to which it belongs.</summary>
    private static async Task<(StoryWindow Window, long Revision)> FillAsync(
        IGroupingReading reading, FeatureExtractor extractor, CancellationToken cancellationToken)
    {
        // First: what others change meanwhile gives another, and the window is filled again.
        var revision = await reading.RevisionAsync();
        var filled = new StoryWindow(GroupingWeights.Default, await reading.CorrectionsAsync());
        await foreach (var entry in reading.GroupedAsync(GroupingWeights.Default.Window))
        {
            cancellationToken.ThrowIfCancellationRequested();
            filled.Restore(extractor.Extract(entry), entry.Story!.Value, entry.DuplicateOf, entry.StoryBegan ?? entry.At);
        }
        return (filled, revision);
    }
}
