namespace FeedHub.Storage;

/// <summary>The store is a copy that is not finished: a part of it is missing.</summary>
/// <param name="store">The copy, for people.</param>
/// <param name="source">What it is a copy of, for people.</param>
public sealed class UnfinishedCopyException(string store, string source) : UnusableDataException(
    $"{store} is an unfinished copy of {source}. Run the same feedhub copy again, which goes on where it stopped; or delete it", null);
