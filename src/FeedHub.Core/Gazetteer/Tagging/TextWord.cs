namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>A word of a text as tagging looks at it.</summary>
/// <param name="IsName">Whether it is written as a name: with a capital, in a script that has them, or in one that has none.</param>
/// <param name="Opens">Whether it begins a sentence, where a capital says nothing.</param>
/// <param name="Joined">Whether it follows the word before it with nothing between but a space, a hyphen or a dash.</param>
/// <param name="Language">BCP 47 primary tag by the word's own script, for Latin that of the text.</param>
internal readonly record struct TextWord(WordForm Form, bool IsName, bool Opens, bool Joined, string Language, bool InTitle)
{
    public string Lower => Form.Lower;
    public string Folded => Form.Folded;

    public bool HasCase => Script != 'k';

    /// <summary>One letter for each script.</summary>
    public char Script => Language switch { "ru" => 'r', "hy" => 'h', "ka" => 'k', _ => 'l' };
}
