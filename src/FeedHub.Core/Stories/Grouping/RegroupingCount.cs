using System.Collections;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>Counts former stories, and those that lost reports to another story or got some of another's: two bits a story.</summary>
/// <param name="last">The highest number of any former story.</param>
internal sealed class RegroupingCount(long last)
{
    private readonly BitArray known = new(checked((int)last + 1));
    private readonly BitArray changed = new(checked((int)last + 1));

    /// <param name="former">The story that an entry had; what had none changes none of the others.</param>
    public void Add(StoryId? former, StoryId now)
    {
        if (former is not { } story)
            return;
        known[(int)story.Value] = true;
        if (story == now)
            return;
        changed[(int)story.Value] = true;
        if (now.Value <= last)
            changed[(int)now.Value] = true;
    }

    /// <param name="entries">The number of all entries.</param>
    /// <param name="stories">The number of stories now.</param>
    public RegroupingCounts Result(int entries, int stories)
    {
        var (former, lost) = (0, 0);
        for (var i = 0; i < known.Count; i++)
        {
            former += known[i] ? 1 : 0;
            lost += known[i] && changed[i] ? 1 : 0;
        }
        return new RegroupingCounts(entries, stories, former, lost);
    }
}
