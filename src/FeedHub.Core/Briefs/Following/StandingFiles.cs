using FeedHub.Core.Briefs.Import;

namespace FeedHub.Core.Briefs.Following;

/// <summary>The files that a brief has when something is read of it elsewhere; null for one that is not there.</summary>
/// <param name="Own">Text of the file in <c>feeds-config</c>.</param>
/// <param name="Imported">Text of the file below the data folder, which imports write.</param>
public sealed record StandingFiles(string? Own, string? Imported)
{
    /// <summary>The configuration's file counts, unless the imported one was accepted in place of just this text.</summary>
    private bool OwnWins => Own is not null && (Imported is null || !BriefFile.TakesPlaceOf(Imported, Own));

    /// <summary>The text that readers see.</summary>
    public string? InForce => OwnWins ? Own : Imported;

    /// <summary>
    /// Whether an editor has had a say in what stands, so that no import may write over it: a file of the configuration is in force, an
    /// import was accepted in place of one (also when that is gone by now), or the imported file is no longer as an import left it.
    /// </summary>
    /// <param name="known">What is known of the post; of a post that is not known, nobody can tell whether its file was changed.</param>
    public bool AreOfEditors(FollowedPost? known) =>
        OwnWins || (Imported is not null && (BriefFile.Supersedes(Imported) is not null || (known is not null && Imported != known.Text)));
}
