using FeedHub.Core.Content;

namespace FeedHub.Core.Timelines;

/// <summary>
/// What a reader searches for, read from a text: every word must occur. A word of four letters or more also stands for longer words that
/// begin with it, since the region's languages inflect. What is between quotation marks is a phrase.
/// </summary>
public static class SearchWords
{
    private const int PrefixFrom = 4;
    private const int MaxWords = 20;

    /// <returns>Nothing if the text has no letters or digits.</returns>
    public static IReadOnlyList<SearchWord> Read(string text)
    {
        var words = new List<SearchWord>();
        var phrase = false;
        // Every second part is between quotation marks.
        foreach (var part in text.Split('"'))
        {
            var folded = SearchText.Fold(part);
            foreach (var word in (phrase ? [folded] : folded.Split(' ')).Where(w => w.Length > 0))
                words.Add(new SearchWord(word, !phrase && word.Length >= PrefixFrom));
            phrase = !phrase;
        }
        return [.. words.Take(MaxWords)];
    }
}

/// <param name="Folded">A word, or the words of a phrase with one space between them, as <see cref="SearchText"/> folds them.</param>
/// <param name="IsPrefix">Whether longer words that begin with it count too.</param>
public readonly record struct SearchWord(string Folded, bool IsPrefix)
{
    /// <param name="folded">A folded text, with a space before its first word and after its last.</param>
    public bool IsIn(string folded) =>
        folded.Contains($" {Folded}{(IsPrefix ? "" : " ")}", StringComparison.Ordinal);
}
