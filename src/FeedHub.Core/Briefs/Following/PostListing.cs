namespace FeedHub.Core.Briefs.Following;

/// <summary>What another site's list or feed says about a post besides its text.</summary>
/// <param name="Stamp">Differs whenever the post may have changed; empty if the site does not tell.</param>
/// <param name="Number">Its number in WordPress; null if not given.</param>
/// <param name="Names">
/// The names that it shows but that are kept apart from it, such as its author's, by what they name; empty if none are known.
/// </param>
public sealed record PostListing(string Stamp, long? Number, IReadOnlyDictionary<string, string> Names)
{
    public static readonly IReadOnlyDictionary<string, string> NoNames = new Dictionary<string, string>();

    /// <summary>Whether one of its names has become another. Names that only one side knows say nothing.</summary>
    public bool IsRenamedBy(IReadOnlyDictionary<string, string> names) =>
        Names.Any(n => names.TryGetValue(n.Key, out var now) && now != n.Value);

    public bool Equals(PostListing? other) => other is not null
        && (Stamp, Number, Names.Count) == (other.Stamp, other.Number, other.Names.Count)
        && Names.All(n => other.Names.TryGetValue(n.Key, out var name) && name == n.Value);

    public override int GetHashCode() => HashCode.Combine(Stamp, Number, Names.Count);
}
