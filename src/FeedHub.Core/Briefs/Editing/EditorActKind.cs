namespace FeedHub.Core.Briefs.Editing;

/// <summary>What an editor can do. The names are stored.</summary>
public enum EditorActKind
{
    /// <summary>Accepted what a followed post proposed.</summary>
    Accept,
    /// <summary>Accepted it, and kept what editors had changed.</summary>
    Merge,
    Reject,
    /// <summary>Made a brief public again whose post is back.</summary>
    Restore,
    Withdraw,
    /// <summary>Made a brief that was not public yet a draft.</summary>
    HoldBack,
    Correct,
    /// <summary>Polled at once what a series follows.</summary>
    Poll,
    /// <summary>Wrote a new brief.</summary>
    Create,
    /// <summary>Wrote another text of a brief.</summary>
    Edit,
    /// <summary>Added a picture.</summary>
    AddPicture,
    /// <summary>Kept a story out of a watching item.</summary>
    KeepOut,
    /// <summary>Let a story that was kept out back in.</summary>
    LetIn,
}
