namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>The words of each language, each analysed once. Safe for concurrent use.</summary>
/// <param name="describe">Analyses a word in texts of a language (BCP 47 primary tag).</param>
internal sealed class Vocabulary(Func<string, string, WordForm> describe)
{
    private readonly Dictionary<string, WordMemo<WordForm>> ours =
        new[] { "az", "en", "hy", "ka", "ru", "tr" }.ToDictionary(
            language => language, language => new WordMemo<WordForm>(word => describe(word, language)));

    /// <summary>Words of all other languages, in which only names are recognised.</summary>
    private readonly WordMemo<WordForm> others = new(word => describe(word, "und"));

    public WordForm Of(ReadOnlySpan<char> word, string language) => (ours.TryGetValue(language, out var own) ? own : others).Of(word);
}
