using FeedHub.Core.Sources;
using FeedHub.Core.Urls;

namespace FeedHub.Core.Entries;

/// <summary>What an item offers to be told apart by.</summary>
/// <param name="Id">As sent.</param>
/// <param name="Link">Canonical.</param>
/// <param name="Date">The outlet's own.</param>
public sealed record EntryMarks(string? Id, string? Link, DateTimeOffset? Date, string Title, string Text);

/// <summary>
/// Chooses the key of each item of a feed: the ID or the link, as the source is configured, and where that does not tell the items of
/// the document apart (qafqazinfo.az sends one guid for all of them), the next best.
/// </summary>
public static class EntryKey
{
    private const int MaxLength = 512;

    /// <summary>The keys, in the order of the items; equal ones belong to one entry.</summary>
    public static IReadOnlyList<string> Choose(IReadOnlyList<EntryMarks> items, SourceIdentity identity)
    {
        var ids = Ambiguous(items, i => i.Id, i => i.Link ?? i.Title);
        var links = Ambiguous(items, i => i.Link, i => i.Title);
        return [.. items.Select(item => Shorten(Choose(item, identity, ids, links)))];
    }

    private static string Choose(EntryMarks item, SourceIdentity identity, HashSet<string> ambiguousIds, HashSet<string> ambiguousLinks)
    {
        var id = item.Id is { Length: > 0 } && !ambiguousIds.Contains(item.Id) ? item.Id : null;
        var page = item.Link is not null && !CanonicalUrl.IsFrontPage(item.Link) ? item.Link : null;
        var link = page is not null && !ambiguousLinks.Contains(page) ? page : null;
        return (identity == SourceIdentity.Link ? link ?? id : id ?? link)
            ?? (page is not null && item.Date is { } date ? $"{page} {date.UtcDateTime:O}" : null)
            ?? $"text:{Digest.Hex(item.Title, item.Text)}";
    }

    /// <summary>The marks that stand on items which something else shows to be different.</summary>
    private static HashSet<string> Ambiguous(IReadOnlyList<EntryMarks> items, Func<EntryMarks, string?> mark, Func<EntryMarks, string> proof)
    {
        var first = new Dictionary<string, string>(items.Count, StringComparer.Ordinal);
        var ambiguous = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (mark(item) is { Length: > 0 } value && !first.TryAdd(value, proof(item)) && first[value] != proof(item))
                ambiguous.Add(value);
        }

        return ambiguous;
    }

    private static string Shorten(string key) => key.Length <= MaxLength ? key : $"key:{Digest.Hex(key)}";
}
