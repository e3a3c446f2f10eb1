namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>A word as written in texts of one language, and the names, concepts, topics and rules whose stems it begins with.</summary>
/// <param name="Lower">In lower case.</param>
/// <param name="Folded">See <see cref="NameFolding"/>.</param>
/// <param name="Stem">Its beginning, by which words of one language are compared.</param>
internal sealed record WordForm(string Lower, string Folded, string Stem)
{
    private const int StemLength = 6;

    /// <summary>Names of which it may be the first word, longest stem first.</summary>
    public NameForm[] Names { get; init; } = [];
    public StemForm<Concept>[] Concepts { get; init; } = [];
    public StemForm<string>[] Topics { get; init; } = [];
    public StemForm<ContextRule>[] Rules { get; init; } = [];

    /// <param name="language">BCP 47 primary tag.</param>
    public static WordForm From(string word, string language)
    {
        var turkic = language is "az" or "tr";
        var lower = InLowerCase(word, turkic);
        return new WordForm(lower, NameFolding.Fold(word, turkic), lower.Length > StemLength ? lower[..StemLength] : lower);
    }

    private static string InLowerCase(string word, bool turkic) => string.Create(word.Length, (turkic, word), static (to, from) =>
    {
        for (var i = 0; i < to.Length; i++)
            to[i] = from.word[i] switch { 'İ' => 'i', 'I' when from.turkic => 'ı', var c => Content.Characters.LowerCase.From(c) };
    });
}
