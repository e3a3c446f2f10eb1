using FeedHub.Formats.Drafts;

namespace FeedHub.Formats.Extensions;

/// <summary>mod_slash of RSS 1.0: the number of comments.</summary>
internal static class Slash
{
    public static void Read(ElementReader xml, FeedDraft draft)
    {
        if (xml.Name == "comments")
            draft.CommentCount ??= xml.ReadInteger();
    }
}
