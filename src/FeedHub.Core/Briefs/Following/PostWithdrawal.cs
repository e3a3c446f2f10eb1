namespace FeedHub.Core.Briefs.Following;

/// <summary>That a brief was withdrawn because its post was no longer public.</summary>
/// <param name="As">The text of the imported file, as withdrawn.</param>
/// <param name="Before">The text that it had before; null if there was no such file.</param>
/// <param name="ByEditor">Whether an editor decided on it, and is to be asked before the brief comes back.</param>
public sealed record PostWithdrawal(string As, string? Before, bool ByEditor)
{
    /// <summary>What readers see on a withdrawn brief unless an editor says something else.</summary>
    public const string UsualNote = "This brief has been withdrawn by its publisher.";
}
