namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>A name in a text: an entry of the gazetteer, or another word that is written as a name.</summary>
/// <param name="Lower">The other word, in lower case; null for an entry.</param>
/// <param name="Folded">The same, folded (<see cref="NameFolding"/>).</param>
/// <param name="Start">Its first character in the title or text.</param>
/// <param name="End">The character after its last one.</param>
public readonly record struct NamedInText(GazetteerEntry? Entry, string? Lower, string? Folded, bool InTitle, int Start, int End);
