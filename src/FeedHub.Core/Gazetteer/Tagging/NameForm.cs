namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>One of an entry's names as it is looked for.</summary>
/// <param name="Stems">Beginnings of its words, folded.</param>
/// <param name="Scripts">Of each word (<see cref="TextWord.Script"/>).</param>
/// <param name="Lower">The first word as written, for abbreviations.</param>
/// <param name="Exact">It is an abbreviation.</param>
/// <param name="Small">It is no proper name and written without a capital.</param>
internal sealed record NameForm(
    GazetteerEntry Entry, string[] Stems, char[] Scripts, string Lower, bool Exact, bool Small, bool SurnameOnly, string? FirstName);
