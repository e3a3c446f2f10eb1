using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Import;

namespace FeedHub.Server.Publishing.Desk;

/// <summary>A correction that an editor makes.</summary>
/// <param name="Note">What readers are told.</param>
/// <param name="Wrong">Words of the text that are replaced; empty if the text itself stays.</param>
/// <param name="Right">The words in their place.</param>
internal sealed record BriefChange(BriefCorrectionKind Kind, string Note, string Wrong, string Right)
{
    /// <summary>The file with the words replaced; null unless the wrong ones are in its text exactly once.</summary>
    public string? Applied(string text)
    {
        text = text.ReplaceLineEndings("\n");
        var wrong = Wrong.ReplaceLineEndings("\n").Trim();
        if (wrong.Length == 0)
            return Right.Trim().Length == 0 ? text : null;
        var front = BriefFile.FrontOf(text).Length;
        var at = text.IndexOf(wrong, front, StringComparison.Ordinal);
        return at < 0 || text.IndexOf(wrong, at + 1, StringComparison.Ordinal) >= 0
            ? null
            : text[..at] + Right.ReplaceLineEndings("\n").Trim() + text[(at + wrong.Length)..];
    }
}
