namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>A name of an entry, in the form in which texts are searched for it.</summary>
/// <param name="Stems">Folded stems of its words.</param>
/// <param name="Scripts">The script of each word (<see cref="TextWord.Script"/>).</param>
/// <param name="Letters">
/// For each word, the letters that its stem was folded from; null where every spelling that is folded alike is accepted.
/// </param>
/// <param name="Lower">The first word as written, for abbreviations.</param>
/// <param name="Exact">Whether it is an abbreviation.</param>
/// <param name="Small">Whether it is not a proper name and is written without a capital.</param>
internal sealed record NameForm(
    GazetteerEntry Entry, KnownName Name, string[] Stems, char[] Scripts, NameLetters?[] Letters, string Lower, bool Exact, bool Small,
    bool SurnameOnly, string? FirstName);
