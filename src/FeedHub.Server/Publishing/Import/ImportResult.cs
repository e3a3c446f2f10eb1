namespace FeedHub.Server.Publishing.Import;

/// <summary>What was done with a text that was imported.</summary>
internal enum ImportResult
{
    New,
    Changed,
    Unchanged,
    /// <summary>There is a file that wins over it; an editor decides.</summary>
    Proposed,
    Refused,
}
