namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>Word stems in one language, and what they stand for.</summary>
/// <param name="Stems">A stem that ends with a full stop is a whole word.</param>
internal sealed record StemForm<T>(string[] Stems, T What)
{
    /// <summary>Matches the stems against consecutive words, with at most one other word between two of them.</summary>
    /// <returns>The index after the last matching word; 0 if they do not match.</returns>
    public int Matches(List<TextWord> words, int at)
    {
        var place = at;
        for (var i = 0; i < Stems.Length; i++, place++)
        {
            if (place < words.Count && Is(Stems[i], words[place].Lower))
                continue;
            if (i > 0 && place + 1 < words.Count && Is(Stems[i], words[place + 1].Lower))
            {
                place++;
                continue;
            }
            return 0;
        }
        return place;
    }

    /// <summary>The stems as the gazetteer has them.</summary>
    public string Text => string.Join(' ', Stems);

    private static bool Is(string part, string word) =>
        part[^1] == '.' ? word.AsSpan().SequenceEqual(part.AsSpan(0, part.Length - 1)) : word.StartsWith(part, StringComparison.Ordinal);
}
