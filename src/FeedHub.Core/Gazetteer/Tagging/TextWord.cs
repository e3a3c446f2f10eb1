namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>A word of a text, as used in tagging.</summary>
/// <param name="IsName">Whether it is written as a name: with a capital, or in a script without capitals.</param>
/// <param name="Opens">Whether it begins a sentence, where a capital proves nothing.</param>
/// <param name="Joined">Whether only a space, hyphen or dash separates it from the word before.</param>
/// <param name="Language">BCP 47 primary tag according to the word's own script; for Latin script, the language of the text.</param>
/// <param name="Start">Its first character in the title or text.</param>
/// <param name="End">The character after its last one, without an ending that an apostrophe separates.</param>
internal readonly record struct TextWord(
    WordForm Form, bool IsName, bool Opens, bool Joined, string Language, TextPlace Place, int Start, int End)
{
    public bool InTitle => Place == TextPlace.Title;
    public string Lower => Form.Lower;
    public string Folded => Form.Folded;

    public bool HasCase => Script != 'k';

    /// <summary>One letter for each script.</summary>
    public char Script => Language switch { "ru" => 'r', "hy" => 'h', "ka" => 'k', _ => 'l' };
}
