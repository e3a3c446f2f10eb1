using System.Runtime.InteropServices;

namespace FeedHub.Core.Gazetteer;

/// <summary>Counts mentions, in the order of their first occurrence.</summary>
internal sealed class Tally<T>(int expected = 0)
    where T : class
{
    private readonly Dictionary<T, int> places = new(expected);
    private readonly List<Mention<T>> mentions = new(expected);

    public void Add(T what, bool inTitle)
    {
        ref var place = ref CollectionsMarshal.GetValueRefOrAddDefault(places, what, out var known);
        if (known)
        {
            mentions[place] = new Mention<T>(what, mentions[place].InTitle || inTitle, mentions[place].Count + 1);
            return;
        }
        place = mentions.Count;
        mentions.Add(new Mention<T>(what, inTitle, 1));
    }

    public IReadOnlyList<Mention<T>> Mentions() => mentions;
}
