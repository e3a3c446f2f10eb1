using FeedHub.Core.Entries;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Core.Stories.Features;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>
/// Determines where every entry would be placed if all arrived again, in order, and writes the differences. Its memory grows with the
/// number of entries (their placements, subjects and reasons), not with their texts.
/// </summary>
internal sealed class StoryRegrouping
{
    private const int Part = 500;

    private readonly FeatureExtractor extractor;
    private readonly IReadOnlyList<Correction> corrections;
    private readonly StoryWindow window;
    private readonly List<(FormerPlace Former, Placement Placement, Subjects Subjects)> places = [];

    /// <summary>
    /// The index of each story's first report in <see cref="places"/>. Until they are written, stories are numbered as they are formed, and
    /// not as before: which of two is older must not depend on what a store called them.
    /// </summary>
    private readonly List<int> formed = [];

    /// <summary>Stories that were merged, and the story into which.</summary>
    private readonly Dictionary<StoryId, StoryId> became = [];
    private Queue<FormerPlace> ahead = [];
    private long seen;

    private StoryRegrouping(Tagger tagger, IReadOnlyList<Correction> corrections)
    {
        extractor = new FeatureExtractor(tagger);
        this.corrections = corrections;
        window = new StoryWindow(GroupingWeights.Default, corrections);
    }

    public static async Task<StoryRegrouping> BeginAsync(IGroupingReading reading, Tagger tagger) =>
        new(tagger, await reading.CorrectionsAsync());

    /// <summary>Places the next entries.</summary>
    /// <returns>Whether many are left; a few are placed later, while everything is written.</returns>
    public async Task<bool> AdvanceAsync(IGroupingReading reading, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (ahead.Count == 0)
        {
            ahead = new Queue<FormerPlace>(await reading.HistoryAsync(seen));
            if (ahead.Count > 0)
                seen = ahead.Max(a => a.Sequence);
            else
                return false;
        }
        var part = new Dictionary<EntryId, FormerPlace>();
        while (part.Count < Part && ahead.TryDequeue(out var next))
            part[next.Entry] = next;
        foreach (var entry in await reading.EntriesAsync([.. part.Keys]))
            Place(entry, part[entry.Id]);
        return ahead.Count > 0 || part.Count == Part;
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
        var numbers = await NumbersAsync(step);
        var former = new Dictionary<StoryId, EntryId>();
        await step.ClearRelatedAsync();
        foreach (var (from, placement, subjects) in places)
        {
            if (from.Story is { } story)
                former.TryAdd(story, from.Entry);
            var related = placement.Related.Select(r => r with { Story = numbers(r.Story) }).Where(r => r.Story != numbers(placement.Story))
                .ToList();
            await step.ReplaceAsync(
                from.Entry, placement with { Story = numbers(placement.Story), Merged = [], Related = related }, subjects);
        }
        await RetireAsync(step, former);
        await step.ConcludeAsync();
        return Count(numbers);
    }

    private RegroupingCounts Count(Func<StoryId, StoryId> numbers)
    {
        var moves = places.Select(p => (From: p.Former.Story, To: numbers(p.Placement.Story))).ToList();
        // What had no story before changes none of the others.
        var grouped = moves.Where(m => m.From is not null).ToList();
        var (before, after) = (grouped.ToLookup(m => m.From!.Value), grouped.ToLookup(m => m.To));
        var unchanged = before.Count(story => after[story.First().To] is var now && now.Count() == story.Count()
            && now.All(m => m.From == story.Key));
        return new RegroupingCounts(places.Count, moves.Select(m => m.To).Distinct().Count(), before.Count, before.Count - unchanged);
    }

    private void Place(GroupingEntry entry, FormerPlace from)
    {
        // Which passages were left out before says nothing now.
        var vector = window.Extract(extractor, entry with { Standing = [] });
        var placement = window.Place(vector, new StoryId(formed.Count));
        if (placement.IsNew)
            formed.Add(places.Count);
        foreach (var gone in placement.Merged)
        {
            became[gone.Story] = placement.Story;
            var at = formed[(int)gone.Story.Value];
            places[at] = places[at] with { Placement = places[at].Placement with { Score = gone.Score, Why = gone.Why } };
        }
        places.Add((from, placement, vector.Subjects));
    }

    /// <summary>
    /// Returns the final number of a story, or of the one it was merged into: that which its first report's story had, or a new one if an
    /// older story has that already.
    /// </summary>
    private async Task<Func<StoryId, StoryId>> NumbersAsync(IGroupingStep step)
    {
        var last = await step.LastStoryAsync();
        var taken = new HashSet<StoryId>();
        var numbers = new StoryId[formed.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!became.ContainsKey(new StoryId(i)))
                numbers[i] = places[formed[i]].Former.Story is { } former && taken.Add(former) ? former : new StoryId(++last);
        }
        return story =>
        {
            while (became.TryGetValue(story, out var next))
                story = next;
            return numbers[story.Value];
        };
    }

    /// <summary>Redirects stories that were not formed again to the story that now has their first report.</summary>
    private static async Task RetireAsync(IGroupingStep step, Dictionary<StoryId, EntryId> former)
    {
        foreach (var empty in await step.EmptyStoriesAsync())
        {
            if (former.TryGetValue(empty, out var first) && await step.EntriesAsync([first]) is [{ Story: { } now }])
                await step.MergeAsync(new MergedStory(empty, 0, []), now);
        }
    }
}
