namespace FeedHub.Server.Publishing.Import;

/// <summary>What became of a text that was imported.</summary>
internal enum ImportResult
{
    New,
    Changed,
    Unchanged,
    /// <summary>A file that wins over it stands; an editor decides.</summary>
    Proposed,
    Refused,
}
