using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Urls;

namespace FeedHub.Core.Entries;

/// <summary>What an item offers to be told apart by.</summary>
/// <param name="Id">As sent.</param>
/// <param name="Link">Canonical.</param>
/// <param name="Date">The outlet's own.</param>
public sealed record EntryIdentifiers(string? Id, string? Link, DateTimeOffset? Date, string Title, string Text);

/// <summary>The keys of one item.</summary>
/// <param name="Key">What it is stored under if it is new.</param>
/// <param name="Others">What it may have been stored under when its source sent other identifiers: a source may begin or cease to send
/// IDs.</param>
/// <param name="Doubtful">Those of its identifiers that the source gives to other items too: what was stored under one may be this item or
/// another.</param>
public sealed record EntryKeys(string Key, IReadOnlyList<string> Others, IReadOnlyList<string> Doubtful);

/// <summary>
/// Chooses the key of each item of a feed: the ID or the link, as the source is configured, and where that does not tell the items of
/// the document apart (qafqazinfo.az sends one guid for all of them), the next best.
/// </summary>
public static class EntryKey
{
    private const int MaxLength = 512;

    /// <summary>The keys, in the order of the items; equal ones belong to one entry.</summary>
    /// <param name="repeated">The identifiers of these items that tell nothing (see <see cref="Repeated"/>).</param>
    public static IReadOnlyList<EntryKeys> Choose(
        IReadOnlyList<EntryIdentifiers> items, SourceIdentity identity, IReadOnlySet<string> repeated) =>
        [.. items.Select(item => Choose(item, identity, repeated))];

    /// <summary>
    /// The IDs and links that the source gives to different items, in this document or in one before it: what it once repeated it
    /// repeats again, if only in the next document, where it may stand on one item alone.
    /// </summary>
    public static IReadOnlySet<string> Repeated(IReadOnlyList<EntryIdentifiers> items, IEnumerable<string> before)
    {
        var repeated = Ambiguous(items, i => i.Id, i => i.Link ?? i.Title);
        repeated.UnionWith(Ambiguous(items, i => i.Link, i => i.Title));
        repeated.UnionWith(before);
        return repeated;
    }

    private static EntryKeys Choose(EntryIdentifiers item, SourceIdentity identity, IReadOnlySet<string> repeated)
    {
        var id = item.Id is { Length: > 0 } && !repeated.Contains(item.Id) ? item.Id : null;
        var page = item.Link is not null && !CanonicalUrl.IsFrontPage(item.Link) ? item.Link : null;
        var link = page is not null && !repeated.Contains(page) ? page : null;
        var moment = page is not null && item.Date is { } date ? $"{page} {date.UtcDateTime:O}" : null;
        var text = $"text:{Digest.Hex(item.Title, item.Text)}";
        var inOrder = identity == SourceIdentity.Link ? new[] { link, id, moment, text } : [id, link, moment, text];
        var keys = inOrder.OfType<string>().Select(Shorten).Distinct().ToList();
        return new EntryKeys(keys[0], keys[1..], [.. new[] { item.Id, page }.OfType<string>().Where(repeated.Contains).Select(Shorten)]);
    }

    /// <summary>The identifiers that stand on items which something else shows to be different.</summary>
    private static HashSet<string> Ambiguous(
        IReadOnlyList<EntryIdentifiers> items, Func<EntryIdentifiers, string?> identifier, Func<EntryIdentifiers, string> proof)
    {
        var first = new Dictionary<string, string>(items.Count, StringComparer.Ordinal);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (identifier(item) is { Length: > 0 } value && !first.TryAdd(value, proof(item)) && first[value] != proof(item))
                ambiguous.Add(value);
        }

        return ambiguous;
    }

    private static string Shorten(string key) => key.Length <= MaxLength ? key : $"key:{Digest.Hex(key)}";
}
