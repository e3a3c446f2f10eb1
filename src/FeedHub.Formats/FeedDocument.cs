namespace FeedHub.Formats;

/// <summary>A feed as it appears on the wire, in one model that reading and writing share.</summary>
public sealed record FeedDocument
{
    /// <summary>What it was read as; null for a document that was not read.</summary>
    public FeedFamily? Family { get; init; }
    /// <summary>Version within the family, such as <c>2.0</c>, <c>0.3</c> or <c>1.1</c>; empty when the document states none.</summary>
    public string Version { get; init; } = "";
    /// <summary>WHATWG name of the encoding the bytes were decoded with; null for a document not read from bytes.</summary>
    public string? Encoding { get; init; }
    /// <summary>False when the strict pass failed and the document was repaired.</summary>
    public bool WellFormed { get; init; } = true;
    public FeedText? Title { get; init; }
    /// <summary>RSS description, Atom subtitle.</summary>
    public FeedText? Description { get; init; }
    public FeedText? Rights { get; init; }
    /// <summary>The web page of the feed (Atom <c>rel=alternate</c>).</summary>
    public string? Link { get; init; }
    /// <summary>Address of the feed itself (<c>rel=self</c>).</summary>
    public string? SelfLink { get; init; }
    public string? Id { get; init; }
    public string? Language { get; init; }
    public DateTimeOffset? Updated { get; init; }
    public DateTimeOffset? Published { get; init; }
    public FeedGenerator? Generator { get; init; }
    public FeedImage? Image { get; init; }
    public string? Icon { get; init; }
    public string? Logo { get; init; }
    public IReadOnlyList<FeedPerson> Authors { get; init; } = [];
    public IReadOnlyList<FeedPerson> Contributors { get; init; } = [];
    public IReadOnlyList<FeedCategory> Categories { get; init; } = [];
    public IReadOnlyList<FeedLink> Links { get; init; } = [];
    /// <summary>Minutes for which the feed asks to be cached (RSS 2.0 <c>ttl</c>).</summary>
    public int? TtlMinutes { get; init; }
    /// <summary>How often the feed says it changes (mod_syndication).</summary>
    public FeedUpdatePeriod? UpdatePeriod { get; init; }
    public FeedHistory History { get; init; }
    /// <summary>Hours of the day (UTC) in which the feed asks not to be fetched.</summary>
    public IReadOnlyList<int> SkipHours { get; init; } = [];
    /// <summary>Days (UTC) on which the feed asks not to be fetched.</summary>
    public IReadOnlyList<DayOfWeek> SkipDays { get; init; } = [];
    public FeedCloud? Cloud { get; init; }
    public FeedItunes? Itunes { get; init; }
    public IReadOnlyList<FeedItem> Items { get; init; } = [];
    /// <summary>Items that the feed says it has withdrawn (RFC 6721).</summary>
    public IReadOnlyList<FeedTombstone> Deleted { get; init; } = [];
    /// <summary>What was repaired, dropped or guessed while reading.</summary>
    public IReadOnlyList<FeedNote> Notes { get; init; } = [];
}
