namespace FeedHub.Formats.Xml;

/// <summary>Names that tell, in a document with missing end tags, where one item or field must have ended.</summary>
internal static class FeedFields
{
    public static bool IsItem(string name) => name is "item" or "entry";

    /// <summary>Fields that hold text alone, so that another field inside one means that its end tag is missing.</summary>
    public static bool IsTextField(string name) =>
        name is "title" or "link" or "guid" or "id" or "pubdate" or "updated" or "published" or "category" or "comments" or "lastbuilddate";

    public static bool IsField(string name) =>
        IsTextField(name) || name is "description" or "summary" or "content" or "enclosure" or "author" or "source";
}
