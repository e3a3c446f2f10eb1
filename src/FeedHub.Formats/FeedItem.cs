using System.Text.Json;

namespace FeedHub.Formats;

/// <summary>One entry on the wire, as sent: not sanitised, links resolved.</summary>
public sealed record FeedItem
{
    /// <summary>RSS guid, RDF about, Atom id or JSON id.</summary>
    public string? Id { get; init; }
    /// <summary>Whether an RSS guid claims to be the item's address; null where the format makes no such claim.</summary>
    public bool? IdIsPermaLink { get; init; }
    public FeedText? Title { get; init; }
    /// <summary>The web page of the item (Atom <c>rel=alternate</c>), absolute where it could be made so.</summary>
    public string? Link { get; init; }
    /// <summary>The item's own address where <see cref="Link"/> is that of a feed proxy (<c>feedburner:origLink</c>).</summary>
    public string? OriginalLink { get; init; }
    public FeedText? Summary { get; init; }
    public FeedText? Content { get; init; }
    public FeedText? Rights { get; init; }
    public DateTimeOffset? Published { get; init; }
    public DateTimeOffset? Updated { get; init; }
    /// <summary>BCP 47 tag of the item, inherited from its feed where the item has none of its own.</summary>
    public string? Language { get; init; }
    /// <summary>The page of the item's comments.</summary>
    public string? Comments { get; init; }
    public int? CommentCount { get; init; }
    /// <summary>What the item replies to (RFC 4685).</summary>
    public IReadOnlyList<FeedReply> InReplyTo { get; init; } = [];
    public IReadOnlyList<FeedPerson> Authors { get; init; } = [];
    public IReadOnlyList<FeedPerson> Contributors { get; init; } = [];
    public IReadOnlyList<FeedCategory> Categories { get; init; } = [];
    public IReadOnlyList<FeedLink> Links { get; init; } = [];
    public IReadOnlyList<FeedEnclosure> Enclosures { get; init; } = [];
    public IReadOnlyList<FeedMedia> MediaContents { get; init; } = [];
    public IReadOnlyList<FeedMedia> MediaThumbnails { get; init; } = [];
    public string? Image { get; init; }
    public FeedPoint? Point { get; init; }
    public FeedItunes? Itunes { get; init; }
    public FeedSource? Source { get; init; }
    /// <summary>JSON Feed extensions by name; a name begins with <c>_</c> and holds no dot (JSON Feed 1.1, Extensions).</summary>
    public IReadOnlyDictionary<string, JsonElement> Extensions { get; init; } = FeedExtension.None;
}
