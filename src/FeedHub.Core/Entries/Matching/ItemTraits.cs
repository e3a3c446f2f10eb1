using FeedHub.Core.Content;

namespace FeedHub.Core.Entries.Matching;

/// <summary>The properties by which an item can be recognised, in forms that are quick to compare.</summary>
internal sealed class ItemTraits
{
    private ItemTraits(string key, string? link, string title, DateTimeOffset? published, DateTimeOffset? updated)
    {
        Link = link;
        Page = link is null ? null : LooseIdentifier.Page(link);
        Title = SearchText.Fold(title);
        Dates = [.. new[] { published, updated }.OfType<DateTimeOffset>().Select(d => d.ToUnixTimeSeconds()).Distinct()];
        HasId = !key.StartsWith(EntryKey.OfText, StringComparison.Ordinal) && key != link;
        LooseId = HasId ? LooseIdentifier.From(key) : null;
    }

    /// <summary>Canonical.</summary>
    public string? Link { get; }
    /// <summary>The path of the link, without the host and the query.</summary>
    public string? Page { get; }
    /// <summary>Folded for search; empty without a title.</summary>
    public string Title { get; }
    /// <summary>Seconds since 1970.</summary>
    public IReadOnlyList<long> Dates { get; }
    /// <summary>Whether the key is an ID that the outlet sent, and not the link or a hash of the text.</summary>
    public bool HasId { get; }
    /// <summary>The ID without what outlets change in it.</summary>
    public string? LooseId { get; }

    public static ItemTraits From(Entry entry) => new(entry.Key, entry.CanonicalUrl, entry.Title, entry.Published, entry.Updated);

    public static ItemTraits From(KnownEntry known) => new(known.Key, known.Link, known.Title, known.Published, known.Updated);
}
