using FeedHub.Core.Content;

namespace FeedHub.Core.Timelines.Queries;

/// <summary>A word, or words one after another, as an index of folded words finds it.</summary>
/// <param name="Folded">A word, or the words of a phrase with one space between them, as <see cref="SearchText"/> folds them.</param>
/// <param name="IsPrefix">Whether longer words that begin with it count too; of a phrase, its last word.</param>
public readonly record struct SearchWord(string Folded, bool IsPrefix)
{
    /// <summary>
    /// A word of this many letters also stands for longer ones that begin with it, since the languages of the region add endings to words.
    /// </summary>
    private const int PrefixFrom = 4;

    /// <summary>Null if the word has no letters or digits.</summary>
    public static SearchWord? From(AskedWord asked)
    {
        var folded = SearchText.Fold(asked.Text);
        if (folded.Length == 0)
            return null;
        return asked.As switch
        {
            AskedAs.Beginning => new SearchWord(folded, true),
            AskedAs.Word when !folded.Contains(' ', StringComparison.Ordinal) && folded.Length >= PrefixFrom =>
                new SearchWord(WithoutVowel(folded), true),
            _ => new SearchWord(folded, false),
        };
    }

    /// <param name="folded">A folded text, with a space before its first word and after its last.</param>
    public bool IsIn(string folded) =>
        folded.Contains($" {Folded}{(IsPrefix ? "" : " ")}", StringComparison.Ordinal);

    /// <summary>Russian and Georgian replace the vowel at the end of a word: “Грузия”, “Грузии”; “გაზი”, “გაზის”.</summary>
    private static string WithoutVowel(string folded)
    {
        var vowels = folded[0] switch
        {
            >= '\u0400' and <= '\u052F' => "аяоеыиуюйь",
            >= '\u10D0' and <= '\u10FF' => "აეი",
            _ => "",
        };
        return folded.Length > PrefixFrom && vowels.Contains(folded[^1], StringComparison.Ordinal) ? folded[..^1] : folded;
    }
}
