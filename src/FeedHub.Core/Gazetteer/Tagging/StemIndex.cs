namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>Finds what word stems stand for, in one language.</summary>
/// <typeparam name="T">What a stem stands for.</typeparam>
internal sealed class StemIndex<T>
    where T : class
{
    private readonly Dictionary<string, List<StemForm<T>>> stems = [];
    private readonly Dictionary<string, List<StemForm<T>>>.AlternateLookup<ReadOnlySpan<char>> byStem;

    public StemIndex()
    {
        byStem = stems.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <param name="stem">Stems separated by spaces; one that ends with a full stop is a whole word.</param>
    public void Add(string stem, T what)
    {
        var parts = stem.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var key = parts[0].TrimEnd('.');
        if (!stems.TryGetValue(key, out var list))
            stems[key] = list = [];
        list.Add(new StemForm<T>(parts, what));
    }

    /// <summary>The stems that are the beginning of a word, shortest first.</summary>
    public StemForm<T>[] Beginnings(string word)
    {
        var all = new List<StemForm<T>>();
        for (var length = 1; length <= word.Length; length++)
        {
            if (byStem.TryGetValue(word.AsSpan(0, length), out var list))
                all.AddRange(list);
        }
        return [.. all];
    }
}
