using FeedHub.Formats.Drafts;

namespace FeedHub.Formats.Extensions;

/// <summary>
/// The item's own address (<c>origLink</c>), which FeedBurner and Pheedo kept when they put theirs into its link to count clicks. The
/// original cannot be derived from theirs (<c>feedproxy.google.com/~r/NAME/~3/CODE</c>), which may no longer answer.
/// </summary>
internal static class FeedProxy
{
    public static void Read(ElementReader xml, FeedDraft draft)
    {
        if (xml.Name == "origlink")
            draft.OriginalLink ??= xml.ReadUrl();
    }
}
