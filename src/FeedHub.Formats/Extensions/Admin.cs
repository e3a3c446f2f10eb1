using FeedHub.Formats.Drafts;

namespace FeedHub.Formats.Extensions;

/// <summary>mod_admin of RSS 1.0: the generator's address.</summary>
internal static class Admin
{
    public static void Read(ElementReader xml, FeedDraft draft)
    {
        if (xml.Name == "generatoragent" && xml.Resolve(xml.Scanner.PrefixedAttribute("resource")) is { } uri)
            draft.Generator.Offer(new FeedGenerator(uri, uri), Rank.Extension);
    }
}
