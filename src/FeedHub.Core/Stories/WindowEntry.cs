namespace FeedHub.Core.Stories;

/// <summary>An entry in the window, and where it stands.</summary>
internal sealed class WindowEntry(Fingerprint fingerprint, WindowStory story, WindowEntry? original)
{
    public Fingerprint Fingerprint { get; } = fingerprint;
    public WindowStory Story { get; set; } = story;
    /// <summary>The entry whose text it copies, the first of all of them.</summary>
    public WindowEntry? Original { get; } = original;
}

/// <summary>A story in the window, with its entries that are no copies.</summary>
internal sealed class WindowStory(StoryId id)
{
    public StoryId Id { get; } = id;
    public List<WindowEntry> Originals { get; } = [];
}
