namespace FeedHub.Core.Briefs.Import.Text;

/// <summary>What is said by the form of words, besides emphasis.</summary>
[Flags]
internal enum InlineMarks
{
    None = 0,
    Superscript = 1,
    Subscript = 2,
    Deleted = 4,
    Inserted = 8,
    Code = 16,
}
