namespace FeedHub.Core.Gazetteer;

/// <summary>A subject that stories are filed under, with the beginnings of words that speak for it besides its concepts.</summary>
/// <param name="Id">The word of our lists, such as <c>human-rights</c>.</param>
/// <param name="Stems">By BCP 47 tag.</param>
public sealed record Topic(string Id, IReadOnlyDictionary<string, IReadOnlyList<string>> Stems);
