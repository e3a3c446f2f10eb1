namespace FeedHub.Core.Gazetteer;

/// <summary>Finds what is known by the beginnings of words, in one language.</summary>
/// <typeparam name="T">What a stem stands for.</typeparam>
internal sealed class StemIndex<T>
    where T : class
{
    private readonly Dictionary<string, List<(string[] Stems, T What)>> stems = [];
    private readonly Dictionary<string, List<(string[] Stems, T What)>>.AlternateLookup<ReadOnlySpan<char>> byStem;
    private readonly WordMemo<(string[] Stems, T What)[]> beginnings;

    public StemIndex()
    {
        byStem = stems.GetAlternateLookup<ReadOnlySpan<char>>();
        beginnings = new WordMemo<(string[] Stems, T What)[]>(Beginnings);
    }

    /// <param name="stem">Words apart by spaces; one that ends with a full stop is a whole word.</param>
    public void Add(string stem, T what)
    {
        var parts = stem.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var key = parts[0].TrimEnd('.');
        if (!stems.TryGetValue(key, out var list))
            stems[key] = list = [];
        list.Add((parts, what));
    }

    /// <summary>Calls <paramref name="found"/> for each thing that a stem at the word stands for.</summary>
    /// <returns>The word after the last that a stem of several words took: what is "железная дорога" is no road.</returns>
    public int Find(List<TextWord> words, int at, Action<T> found)
    {
        var end = at + 1;
        foreach (var (parts, what) in beginnings.Of(words[at].Lower))
        {
            if (Matches(parts, words, at) is var last && last == 0)
                continue;
            found(what);
            end = Math.Max(end, last);
        }
        return end;
    }

    /// <summary>The stems that a word begins with, the shortest first.</summary>
    private (string[] Stems, T What)[] Beginnings(string word)
    {
        var all = new List<(string[] Stems, T What)>();
        for (var length = 1; length <= word.Length; length++)
        {
            if (byStem.TryGetValue(word.AsSpan(0, length), out var list))
                all.AddRange(list);
        }
        return [.. all];
    }

    /// <summary>The words of a stem stand in a row, with at most one other between two.</summary>
    /// <returns>The word after the last; 0 where they do not.</returns>
    private static int Matches(string[] parts, List<TextWord> words, int at)
    {
        var place = at;
        for (var i = 0; i < parts.Length; i++, place++)
        {
            if (place < words.Count && Is(parts[i], words[place].Lower))
                continue;
            if (i > 0 && place + 1 < words.Count && Is(parts[i], words[place + 1].Lower))
            {
                place++;
                continue;
            }
            return 0;
        }
        return place;
    }

    private static bool Is(string part, string word) =>
        part[^1] == '.' ? word.AsSpan().SequenceEqual(part.AsSpan(0, part.Length - 1)) : word.StartsWith(part, StringComparison.Ordinal);
}
