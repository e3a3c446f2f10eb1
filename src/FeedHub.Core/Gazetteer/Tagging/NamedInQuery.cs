namespace FeedHub.Core.Gazetteer.Tagging;

/// <summary>One or more words of a query, and what they name.</summary>
/// <param name="Start">Their first character in the query.</param>
/// <param name="End">The character after the last one.</param>
/// <param name="Entries">The entries that have this name; none if it is in no gazetteer.</param>
/// <param name="Stems">The folded stem of the first word, as it is in each language that it may be of.</param>
public sealed record NamedInQuery(int Start, int End, IReadOnlyList<GazetteerEntry> Entries, IReadOnlyList<string> Stems);
