using FeedHub.Core.Briefs.Editing;

namespace FeedHub.Server.Pages.Desk;

/// <summary>What editors do, and how briefs stand, as the desk words it.</summary>
internal static class DeskPhrases
{
    public static string Done(EditorActKind kind) => kind switch
    {
        EditorActKind.Accept => "accepted the change",
        EditorActKind.Merge => "accepted the change and kept what was ours",
        EditorActKind.Reject => "rejected the proposal",
        EditorActKind.Withdraw => "withdrew the brief",
        EditorActKind.HoldBack => "held the brief back: it is a draft, since nobody could read it yet",
        EditorActKind.Correct => "corrected the brief",
        EditorActKind.Poll => "polled what the series follows",
        EditorActKind.Create => "wrote the brief",
        EditorActKind.Edit => "edited the text",
        EditorActKind.AddPicture => "added a picture",
        EditorActKind.KeepOut => "kept a story out",
        EditorActKind.LetIn => "let a story back in",
        _ => kind.ToString(),
    };

    public static string Of(BriefStanding standing) => standing.ToString().ToLowerInvariant();

    /// <summary>What a merge does with a field.</summary>
    public static string Of(MergedField field) => field switch
    {
        { IsConflict: true, Side: null } => "Both changed it: choose below.",
        { IsConflict: true } => "Both may have changed it. “Accept but keep ours” keeps ours unless you choose theirs.",
        { Side: MergeSide.Ours, Theirs: null } => "Ours alone; “Accept but keep ours” keeps it.",
        { Side: MergeSide.Ours, Ours: null } => "We left it out, and “Accept but keep ours” leaves it out.",
        { Side: MergeSide.Ours } => "Changed by us; “Accept but keep ours” keeps it.",
        { Theirs: null } => "Left out by the post.",
        { Ours: null } => "New in the post.",
        _ => "Changed by the post.",
    };
}
