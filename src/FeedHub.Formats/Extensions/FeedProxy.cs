using FeedHub.Formats.Drafts;

namespace FeedHub.Formats.Extensions;

/// <summary>
/// What FeedBurner and Pheedo left of an item's own address (<c>origLink</c>) when they put theirs into its link, to count clicks; theirs
/// cannot be taken apart (<c>feedproxy.google.com/~r/NAME/~3/CODE</c>) and may answer no more.
/// </summary>
internal static class FeedProxy
{
    public static void Read(ElementReader xml, FeedDraft draft)
    {
        if (xml.Name == "origlink")
            draft.OriginalLink ??= xml.ReadUrl();
    }
}
