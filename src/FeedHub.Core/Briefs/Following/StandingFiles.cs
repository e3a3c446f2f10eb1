using FeedHub.Core.Briefs.Import;

namespace FeedHub.Core.Briefs.Following;

/// <summary>The files that a brief already has when its post is read; null for a file that does not exist.</summary>
/// <param name="Own">Text of the file in <c>feeds-config</c>.</param>
/// <param name="Imported">Text of the file below the data folder, written by imports.</param>
public sealed record StandingFiles(string? Own, string? Imported)
{
    /// <summary>
    /// The file in the configuration takes precedence, unless the imported one was accepted in place of exactly this text.
    /// </summary>
    public bool OwnWins => Own is not null && (Imported is null || !BriefFile.TakesPlaceOf(Imported, Own));

    /// <summary>The text that readers see.</summary>
    public string? InForce => OwnWins ? Own : Imported;

    /// <summary>Whether the text in force was written by an editor, in the configuration or here, so that its filters count.</summary>
    public bool AreWritten => OwnWins || (Imported is not null && BriefFile.IsEdited(Imported));

    /// <summary>
    /// Whether an editor has decided on the current text, so that no import may overwrite it: a file in the configuration is in force, an
    /// import was accepted in place of one (even if that file is now gone), or the file below the data folder was written by an editor or
    /// edited since the import.
    /// </summary>
    /// <param name="known">
    /// What is known about the post. For an unknown post, only the file's own line <c>edited:</c> tells whether it was edited.
    /// </param>
    public bool AreOfEditors(FollowedPost? known) =>
        OwnWins || (Imported is not null
            && (BriefFile.Supersedes(Imported) is not null || BriefFile.IsEdited(Imported)
                || (known is not null && Imported != known.Text)));
}
