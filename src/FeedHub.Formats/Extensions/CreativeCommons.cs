using FeedHub.Formats.Xml;

namespace FeedHub.Formats.Extensions;

/// <summary>The Creative Commons modules: the licence as a link.</summary>
internal static class CreativeCommons
{
    public static void Read(ElementReader xml, FeedDraft draft)
    {
        if (xml.Name is "license" or "licence" && (xml.Resolve(xml.Scanner.PrefixedAttribute("resource")) ?? xml.ReadUrl()) is { } licence)
            draft.AddLink(new FeedLink(licence, "license"));
    }
}
