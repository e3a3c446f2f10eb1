using FeedHub.Core.Urls;

namespace FeedHub.Core.Stories;

/// <summary>Gives every entry that has none its story, oldest first.</summary>
public sealed class StoryGrouper(IGroupingStore store, TimeProvider clock)
{
    private const int StepSize = 500;

    /// <summary>Groups until no entry waits. Safe to stop at any point and to run beside another.</summary>
    public async Task<GroupingCounts> GroupAsync(CancellationToken cancellationToken)
    {
        var total = default(GroupingCounts);
        while (true)
        {
            var step = await store.StepAsync(StepSize, Choose, clock.GetUtcNow(), cancellationToken);
            total = new GroupingCounts(total.Entries + step.Entries, total.NewStories + step.NewStories);
            if (step.Entries < StepSize)
                return total;
        }
    }

    /// <summary>
    /// The oldest story that tells the same page (equal canonical URL, but not a front page, which outlets link to when an item has no
    /// page of its own) or the same text as another source.
    /// </summary>
    public static StoryId? Choose(GroupingFacts entry, IReadOnlyList<GroupedEntry> candidates)
    {
        StoryId? oldest = null;
        foreach (var (story, other) in candidates)
        {
            var samePage = entry.CanonicalUrl is { } url && url == other.CanonicalUrl && !CanonicalUrl.IsFrontPage(url);
            var sameText = entry.TextHash is { } hash && hash == other.TextHash && entry.Source != other.Source;
            if ((samePage || sameText) && (oldest is null || story.Value < oldest.Value.Value))
                oldest = story;
        }
        return oldest;
    }
}
