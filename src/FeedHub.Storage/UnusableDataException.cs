namespace FeedHub.Storage;

/// <summary>The data folder cannot be used, for a person to mend: it is none, we have no right to it, or it holds no database of ours.</summary>
public sealed class UnusableDataException(string folder, Exception cause) : Exception($"the data folder {folder} cannot be used: {cause.Message}", cause);
