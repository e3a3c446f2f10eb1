using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Urls;

namespace FeedHub.Core.Entries;

/// <summary>The properties by which an item can be identified.</summary>
/// <param name="Id">The ID as sent.</param>
/// <param name="Link">The canonical link.</param>
/// <param name="Date">The outlet's own date.</param>
public sealed record EntryIdentifiers(string? Id, string? Link, DateTimeOffset? Date, string Title, string Text);

/// <summary>The keys of one item.</summary>
/// <param name="Key">The key under which it is stored if it is new.</param>
/// <param name="Others">
/// Keys under which it may have been stored when its source sent other identifiers: a source may start or stop sending IDs.
/// </param>
/// <param name="Doubtful">
/// Those of its identifiers that the source also gives to other items: an entry stored under one may be this item or another.
/// </param>
public sealed record EntryKeys(string Key, IReadOnlyList<string> Others, IReadOnlyList<string> Doubtful);

/// <summary>
/// Chooses the key of each item of a feed: the ID or the link, as configured for the source. If that does not distinguish the items of the
/// document (qafqazinfo.az sends the same guid for all of them), it takes the next best.
/// </summary>
public static class EntryKey
{
    /// <summary>Begins the key of an item that has neither ID nor link.</summary>
    internal const string OfText = "text:";

    private const int MaxLength = 512;

    /// <summary>The keys, in the order of the items; items with the same key belong to one entry.</summary>
    /// <param name="repeated">Identifiers that do not identify one item (see <see cref="Repeated"/>).</param>
    public static IReadOnlyList<EntryKeys> Choose(
        IReadOnlyList<EntryIdentifiers> items, SourceIdentity identity, IReadOnlySet<string> repeated) =>
        [.. items.Select(item => Choose(item, identity, repeated))];

    /// <summary>
    /// The IDs and links that the source gives to different items, in this document or an earlier one. An identifier that was repeated once
    /// will be repeated again, though the next document may have it on only one item.
    /// </summary>
    public static IReadOnlySet<string> Repeated(
        IReadOnlyList<EntryIdentifiers> items, SourceIdentity identity, IEnumerable<string> before)
    {
        var repeated = Ambiguous(items, i => i.Id, (one, other) => (one.Link ?? one.Title) != (other.Link ?? other.Title));
        repeated.UnionWith(Ambiguous(
            items, i => i.Link, (one, other) => one.Title != other.Title || (identity == SourceIdentity.Guid && AreIssues(one, other))));
        repeated.UnionWith(before);
        return repeated;
    }

    private static EntryKeys Choose(EntryIdentifiers item, SourceIdentity identity, IReadOnlySet<string> repeated)
    {
        var id = item.Id is { Length: > 0 } && !repeated.Contains(item.Id) ? item.Id : null;
        var page = item.Link is not null && !CanonicalUrl.IsFrontPage(item.Link) ? item.Link : null;
        var link = page is not null && !repeated.Contains(page) ? page : null;
        var moment = page is not null && item.Date is { } date ? $"{page} {date.UtcDateTime:O}" : null;
        var text = $"{OfText}{Digest.Hex(item.Title, item.Text)}";
        var inOrder = identity == SourceIdentity.Link ? new[] { link, id, moment, text } : [id, link, moment, text];
        var keys = inOrder.OfType<string>().Select(Shorten).Distinct().ToList();
        return new EntryKeys(keys[0], keys[1..], [.. new[] { item.Id, page }.OfType<string>().Where(repeated.Contains).Select(Shorten)]);
    }

    /// <summary>
    /// Whether one page says something else each day under one title, as a press review or a list of rates does. An article that a document
    /// lists under two IDs has one date or one text.
    /// </summary>
    private static bool AreIssues(EntryIdentifiers one, EntryIdentifiers other) =>
        one is { Id: not null, Date: not null } && other is { Id: not null, Date: not null }
        && one.Id != other.Id && one.Date != other.Date && one.Text != other.Text;

    /// <summary>The identifiers shared by items that other properties show to be different.</summary>
    private static HashSet<string> Ambiguous(
        IReadOnlyList<EntryIdentifiers> items,
        Func<EntryIdentifiers, string?> identifier,
        Func<EntryIdentifiers, EntryIdentifiers, bool> areDifferent)
    {
        var first = new Dictionary<string, EntryIdentifiers>(items.Count, StringComparer.Ordinal);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (identifier(item) is { Length: > 0 } value && !first.TryAdd(value, item) && areDifferent(first[value], item))
                ambiguous.Add(value);
        }

        return ambiguous;
    }

    private static string Shorten(string key) => key.Length <= MaxLength ? key : $"key:{Digest.Hex(key)}";
}
