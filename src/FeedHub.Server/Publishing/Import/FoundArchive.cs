namespace FeedHub.Server.Publishing.Import;

/// <summary>The posts of an archive.</summary>
/// <param name="Notes">What had to be passed over in order to read the list, such as a notice of PHP.</param>
internal sealed record FoundArchive(IReadOnlyList<ArchivedPost> Posts, IReadOnlyList<string> Notes);
