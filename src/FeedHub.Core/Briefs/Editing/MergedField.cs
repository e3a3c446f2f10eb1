namespace FeedHub.Core.Briefs.Editing;

/// <summary>Whose version of a field a merge takes.</summary>
public enum MergeSide
{
    Ours,
    Theirs,
}

/// <summary>A field of two versions of a brief, and what a merge does with it.</summary>
/// <param name="Ours">Null where the brief in force does not have it.</param>
/// <param name="Theirs">Null where the post does not have it.</param>
/// <param name="Side">The side that is taken; in a conflict, unless an editor chooses the other. Null if an editor must choose.</param>
/// <param name="IsConflict">Whether both sides changed it, or might have.</param>
public sealed record MergedField(BriefField? Ours, BriefField? Theirs, MergeSide? Side, bool IsConflict)
{
    /// <summary>The version that has it; ours if both do.</summary>
    public BriefField Any => Ours ?? Theirs!;

    /// <summary>Whether both say the same.</summary>
    public bool IsSame => Ours is not null && Theirs is not null && BriefFields.SayTheSame(Ours.Lines, Theirs.Lines);
}
