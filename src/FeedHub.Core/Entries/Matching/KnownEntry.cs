namespace FeedHub.Core.Entries.Matching;

/// <summary>A stored entry, with what new items of its source are compared with.</summary>
/// <param name="Key">The key under which it is stored.</param>
/// <param name="Link">Its canonical link; null if it has none, or if the source gives that link to other items too.</param>
/// <param name="Sequence">Its position in the order of arrival.</param>
public sealed record KnownEntry(
    EntryId Id, string Key, string? Link, string Title, DateTimeOffset? Published, DateTimeOffset? Updated, long Sequence);
