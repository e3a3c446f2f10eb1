using FeedHub.Core.Briefs.Import;

namespace FeedHub.Core.Briefs.Following;

/// <summary>Identifies a post within its series.</summary>
public abstract record PostKey
{
    private PostKey()
    {
    }

    public static PostKey From(ImportedBrief brief) =>
        (brief.Id ?? brief.Url) is { } identifier ? new Identifier(identifier) : new Slug(brief.Slug);

    /// <summary>The key for an identifier from the source; null without one.</summary>
    public static PostKey? Identified(string? identifier) => identifier is null ? null : new Identifier(identifier);

    /// <summary>
    /// The source's own identifier: the guid, else the address. Both have one type because many guids are addresses: a source that starts
    /// or stops sending guids must not duplicate its posts.
    /// </summary>
    public sealed record Identifier(string Value) : PostKey;

    /// <summary>Our own identifier for a text without guid or address: the slug of its title.</summary>
    public sealed record Slug(string Value) : PostKey;
}
