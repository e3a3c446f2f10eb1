using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>
/// Determines where every entry would be placed if all arrived again, in order, and writes the differences. In memory it has the window and
/// some twenty bytes for each entry.
/// </summary>
internal sealed class StoryRegrouping : IDisposable
{
    private const int Part = 500;

    private readonly FeatureExtractor extractor;
    private readonly IReadOnlyList<Correction> corrections;
    private readonly RegroupedEntries places;
    private readonly RegroupedStories stories = new();

    /// <summary>Null once everything is placed.</summary>
    private StoryWindow? window;

    /// <summary>Entries to be placed, from number <see cref="next"/> on.</summary>
    private IReadOnlyList<long> ahead = [];
    private int next;
    private long seen;

    private StoryRegrouping(Tagger tagger, IReadOnlyList<Correction> corrections, string scratch)
    {
        extractor = new FeatureExtractor(tagger);
        this.corrections = corrections;
        window = new StoryWindow(GroupingWeights.Default, corrections);
        places = new RegroupedEntries(scratch);
    }

    /// <param name="scratch">The folder for a file with what is found.</param>
    public static async Task<StoryRegrouping> BeginAsync(IGroupingReading reading, Tagger tagger, string scratch) =>
        new(tagger, await reading.CorrectionsAsync(), scratch);

    /// <summary>Places the next entries.</summary>
    /// <returns>Whether many are left; a few are placed later, while everything is written.</returns>
    public async Task<bool> AdvanceAsync(IGroupingReading reading, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (next == ahead.Count)
        {
            (ahead, next) = (await reading.HistoryAsync(seen), 0);
            if (ahead.Count == 0)
                return false;
            seen = ahead.Max();
        }
        var part = Math.Min(Part, ahead.Count - next);
        foreach (var entry in await reading.EntriesAsync([.. ahead.Skip(next).Take(part)]))
            Place(entry);
        next += part;
        return next < ahead.Count || part == Part;
    }

    /// <summary>Writes the result; null if people have made corrections meanwhile, so that everything must be done again.</summary>
    public async Task<RegroupingCounts?> ConcludeAsync(IGroupingStep step)
    {
        if (!corrections.SequenceEqual(await step.CorrectionsAsync()))
            return null;
        // Places what has arrived since. Nothing more can arrive, since nobody else can write now.
        while (await AdvanceAsync(step, default))
        {
        }
        (window, ahead, next) = (null, [], 0);
        var last = await step.LastStoryAsync();
        stories.Number(last);
        var counting = new RegroupingCount(last);
        await step.ClearRelatedAsync();
        foreach (var (entry, former, placement, subjects) in places.All())
        {
            var story = stories.Numbered(placement.Story);
            counting.Add(former, story);
            var related = placement.Related.Select(r => r with { Story = stories.Numbered(r.Story) }).Where(r => r.Story != story).ToList();
            await step.ReplaceAsync(entry, placement with { Story = story, Related = related }, subjects);
        }
        await RetireAsync(step);
        await step.ConcludeAsync();
        return counting.Result(places.Count, stories.Count);
    }

    public void Dispose() => places.Dispose();

    private void Place(GroupingEntry entry)
    {
        // Which passages were left out before says nothing now.
        var vector = window!.Extract(extractor, entry with { Standing = [] });
        var placement = window.Place(vector, stories.Next);
        if (placement.IsNew)
            stories.Form(places.Count, entry.Story);
        foreach (var gone in placement.Merged)
            places.Merge(stories.Merge(gone.Story, placement.Story), gone);
        places.Add(new RegroupedEntry(entry.Id, entry.Story, placement with { Merged = [] }, vector.Subjects));
    }

    /// <summary>Redirects stories that were not formed again to the story that now has their first report.</summary>
    private async Task RetireAsync(IGroupingStep step)
    {
        var empty = (await step.EmptyStoriesAsync()).ToHashSet();
        if (empty.Count == 0)
            return;
        var heirs = new Dictionary<StoryId, StoryId>();
        foreach (var (_, former, placement, _) in places.All())
        {
            if (former is { } story && empty.Contains(story))
                heirs.TryAdd(story, stories.Numbered(placement.Story));
        }
        foreach (var (story, heir) in heirs.OrderBy(h => h.Key.Value))
            await step.MergeAsync(new MergedStory(story, 0, []), heir);
    }
}
