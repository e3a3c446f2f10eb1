namespace FeedHub.Formats.Xml;

/// <summary>What a name shows, in a document with missing end tags, about where an item or field must have ended.</summary>
internal enum FeedField
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>A field of an item.</summary>
    Any,
    /// <summary>A field that contains only text, so that another field inside it means that its end tag is missing.</summary>
    Text,
    Item,
}

/// <summary>Knows the names of items and their fields.</summary>
internal static class FeedFields
{
    public static bool IsItem(string name) => name is "item" or "entry";

    public static FeedField Parse(string name) => name switch
    {
        "item" or "entry" => FeedField.Item,
        "title" or "link" or "guid" or "id" or "pubdate" or "updated" or "published" or "category" or "comments" or "lastbuilddate" =>
            FeedField.Text,
        "description" or "summary" or "content" or "enclosure" or "author" or "source" => FeedField.Any,
        _ => FeedField.None,
    };
}
