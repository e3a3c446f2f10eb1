namespace FeedHub.Server.Api.Records;

/// <summary>Reports that are to be taken out of a story, together, into one of their own.</summary>
/// <param name="Entries">IDs of 1 to 500 reports of the story, and not of all.</param>
internal sealed record ApiSplit(IReadOnlyList<string> Entries);

/// <summary>A story that is to be merged with this one.</summary>
/// <param name="Other">Its number.</param>
internal sealed record ApiMerge(long Other);

/// <summary>What a correction made.</summary>
/// <param name="Story">The number of the story that it made, or that remains.</param>
internal sealed record ApiCorrected(long Story);
