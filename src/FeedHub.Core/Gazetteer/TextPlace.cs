namespace FeedHub.Core.Gazetteer;

/// <summary>Where in an item a word stands: what is said first is what the item is about.</summary>
public enum TextPlace : byte
{
    Title,

    /// <summary>The first sentence of the text.</summary>
    Lead,

    /// <summary>The rest of the text.</summary>
    Body,
}
