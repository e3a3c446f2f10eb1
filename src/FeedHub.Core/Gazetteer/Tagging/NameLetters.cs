namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>
/// The letters of a short name in its own script, which tell it from words that are folded alike: "Ani" from "any", "Гори" from "горе".
/// </summary>
/// <param name="Text">In lower case; those that no ending changes.</param>
/// <param name="Vowel">The vowel that a Georgian name ends with, which its endings replace; null where there is none to replace.</param>
internal sealed record NameLetters(string Text, char? Vowel)
{
    /// <summary>Longer stems are not as easily mistaken.</summary>
    private const int FreeSpelling = 4;

    /// <param name="word">A word of a name.</param>
    /// <param name="stem">Its folded stem.</param>
    /// <param name="isLast">Whether it is the last word of the name; those before it have fewer endings.</param>
    /// <returns>Null if the stem is not the beginning of the word.</returns>
    public static NameLetters? Of(TextWord word, string stem, bool isLast)
    {
        var lower = word.Lower.Replace('ё', 'е');
        // "Поти", "Гори", "Осло" have no cases, and "Сирия" keeps its "и" in all of them.
        if (isLast && word.Language == "ru" && lower.Length <= 4 && lower[^1] is 'и' or 'о')
            return new NameLetters(lower, null);
        if (word.Language == "ru" && stem.Length <= 3 && lower[^1] == 'я')
            return new NameLetters(lower[..^1], null);
        for (var length = lower.Length; length > 0; length--)
        {
            if (NameFolding.Fold(lower.AsSpan(0, length), word.Language is "az" or "tr") == stem)
            {
                var text = lower[..length].TrimEnd('ь', 'й');
                return new NameLetters(text, isLast && word.Language == "ka" && length < lower.Length ? lower[^1] : null);
            }
        }
        return null;
    }

    /// <summary>Whether a word that is folded as the name with an ending is spelled as that, too.</summary>
    /// <param name="stem">The folded stem of the name.</param>
    public bool Begin(in TextWord word, string stem)
    {
        var lower = word.Script == 'r' ? word.Lower.Replace('ё', 'е') : word.Lower;
        // English spells the names of the region in several ways ("Agdam", "Aghdam").
        var isFree = stem.Length > FreeSpelling && word is { Script: 'l', Language: not ("az" or "tr") }
            && lower.Contains('w', StringComparison.Ordinal) == Text.Contains('w', StringComparison.Ordinal);
        if (!isFree && !lower.StartsWith(Text, StringComparison.Ordinal))
            return false;
        var rest = lower.AsSpan(Math.Min(Text.Length, lower.Length));
        return word.Script switch
        {
            // "Parish" is folded as "Paris" is.
            'l' => rest.IsEmpty || word.Folded.Length > stem.Length,
            // "რომ" (that) is not Rome (რომი), nor "გალა" Gali.
            'k' => !(Vowel is not null && rest.IsEmpty && Text.Length <= FreeSpelling)
                && !(Vowel == 'ი' && rest.StartsWith("ა") && !rest.StartsWith("ად") && !rest.StartsWith("ამდე")),
            _ => true,
        };
    }
}
