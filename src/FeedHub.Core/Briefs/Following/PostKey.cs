using FeedHub.Core.Briefs.Import;

namespace FeedHub.Core.Briefs.Following;

/// <summary>What tells a post from all others of its series.</summary>
public abstract record PostKey
{
    private PostKey()
    {
    }

    public static PostKey From(ImportedBrief brief) =>
        (brief.Id ?? brief.Url) is { } identifier ? new Identifier(identifier) : new Slug(brief.Slug);

    /// <summary>The key of a post that its source calls so; null for none.</summary>
    public static PostKey? Identified(string? identifier) => identifier is null ? null : new Identifier(identifier);

    /// <summary>
    /// The source's own: the guid, else the address. They are one kind, since many guids are addresses: a source that begins or ceases to
    /// send guids must not make a second post of each.
    /// </summary>
    public sealed record Identifier(string Value) : PostKey;

    /// <summary>Ours, of a text that has neither guid nor address: what its title is called in our addresses.</summary>
    public sealed record Slug(string Value) : PostKey;
}
