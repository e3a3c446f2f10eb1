using FeedHub.Formats;

namespace FeedHub.Core.Entries;

/// <summary>The result of normalising the items of a document.</summary>
/// <param name="Entries">In document order, keys distinct.</param>
/// <param name="RepeatedIdentifiers">The IDs and links that the source is now known to give to different items.</param>
/// <param name="Notes">What was dropped or guessed in the process.</param>
public sealed record NormalisedItems(
    IReadOnlyList<Entry> Entries, IReadOnlyList<string> RepeatedIdentifiers, IReadOnlyList<FeedNote> Notes);
