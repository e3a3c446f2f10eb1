namespace FeedHub.Server.Publishing.Import;

/// <summary>The pictures of an imported brief, as far as they could be fetched.</summary>
/// <param name="Files">Their names below <c>media</c>, by the addresses that they came from.</param>
/// <param name="Lost">Those that were left out, each with the reason.</param>
/// <param name="IsIncomplete">Whether one of those may succeed another time.</param>
internal sealed record KeptPictures(IReadOnlyDictionary<string, string> Files, IReadOnlyList<string> Lost, bool IsIncomplete);
