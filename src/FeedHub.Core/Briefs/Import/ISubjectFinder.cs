namespace FeedHub.Core.Briefs.Import;

/// <summary>Finds the regions and topics of a post.</summary>
public interface ISubjectFinder
{
    /// <param name="tags">As the post gives them, in any language.</param>
    /// <param name="text">The beginning of its text.</param>
    /// <param name="language">BCP 47 tag; <c>und</c> if not known.</param>
    ImportSubjects Find(IReadOnlyList<string> tags, string title, string text, string language);
}
