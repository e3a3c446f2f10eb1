using System.Collections;

namespace FeedHub.Core.Stories.Grouping;

/// <summary>
/// The stories that are formed when everything is grouped again. Until they are written they are numbered from 0, as they are formed, and
/// not as before: which of two is older must not depend on what a store called them.
/// </summary>
internal sealed class RegroupedStories
{
    /// <summary>Of each story: the number of its first report.</summary>
    private readonly List<int> firsts = [];

    /// <summary>Of each story: the number that the story of its first report had, or 0; then its final number.</summary>
    private readonly List<long> numbers = [];

    /// <summary>Stories that were merged, and the story into which.</summary>
    private readonly Dictionary<StoryId, StoryId> became = [];

    /// <summary>The number of the next story.</summary>
    public StoryId Next => new(numbers.Count);

    /// <param name="first">The number of its first report.</param>
    /// <param name="former">The story of that report before.</param>
    public void Form(int first, StoryId? former)
    {
        firsts.Add(first);
        numbers.Add(former?.Value ?? 0);
    }

    /// <returns>The number of the first report of the story that is no more.</returns>
    public int Merge(StoryId gone, StoryId into)
    {
        became[gone] = into;
        return firsts[(int)gone.Value];
    }

    /// <summary>
    /// Gives each story its final number: that which its first report's story had, or a new one if an older story has that already.
    /// </summary>
    /// <param name="last">The highest number of any story so far.</param>
    public void Number(long last)
    {
        var taken = new BitArray(checked((int)last + 1));
        for (var i = 0; i < numbers.Count; i++)
        {
            if (became.ContainsKey(new StoryId(i)))
                continue;
            if (numbers[i] is > 0 and var former && !taken[(int)former])
                taken[(int)former] = true;
            else
                numbers[i] = ++last;
        }
    }

    /// <summary>The final number of a story, or of the one into which it was merged.</summary>
    public StoryId Numbered(StoryId story)
    {
        while (became.TryGetValue(story, out var next))
            story = next;
        return new StoryId(numbers[(int)story.Value]);
    }

    /// <summary>How many there are.</summary>
    public int Count => numbers.Count - became.Count;
}
