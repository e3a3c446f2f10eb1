using FeedHub.Core.Sources;
using FeedHub.Formats;

namespace FeedHub.Core.Entries;

/// <summary>The permanent ID of an entry: 26 letters and digits derived from its source and key, the same on every node.</summary>
public readonly record struct EntryId(string Value)
{
    private const int OfSource = 5;
    private const int OfKey = 21;

    /// <summary>
    /// The ID for a source and key (see <see cref="EntryKey"/>): 25 bits of the source's SHA-256 in base 32, then 105 bits of the hash of
    /// both together. IDs of one source are adjacent in an index, so that a poll writes two of its pages rather than fifty.
    /// </summary>
    public static EntryId From(SourceId source, string key) =>
        new(string.Create(OfSource + OfKey, (Source: Digest.Bytes(source.Value), Both: Digest.Bytes($"{source.Value}\n{key}")),
            static (name, hashes) =>
        {
            Write(hashes.Source, name[..OfSource]);
            Write(hashes.Both, name[OfSource..]);
        }));

    private static void Write(byte[] hash, Span<char> name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            var bit = i * 5;
            var pair = (hash[bit / 8] << 8) | hash[(bit / 8) + 1];
            name[i] = "abcdefghijklmnopqrstuvwxyz234567"[(pair >> (11 - (bit % 8))) & 31];
        }
    }

    public override string ToString() => Value;
}

/// <summary>One item of one source as we store it: sanitised, canonical, keyed.</summary>
public sealed record Entry
{
    public required EntryId Id { get; init; }
    public required SourceId Source { get; init; }
    /// <summary>Identifies the entry within its source.</summary>
    public required string Key { get; init; }
    /// <summary>Other keys under which the same item may already be stored; not itself stored.</summary>
    public IReadOnlyList<string> OtherKeys { get; init; } = [];
    /// <summary>Keys under which either this item or another of its source may already be stored; not itself stored.</summary>
    public IReadOnlyList<string> DoubtfulKeys { get; init; } = [];
    /// <summary>Plain text; empty if the outlet gave none.</summary>
    public required string Title { get; init; }
    /// <summary>The item's own address, as sent but absolute; null if it has none.</summary>
    public string? Url { get; init; }
    /// <summary>The canonical form of that address; null also where the source gives it to several items.</summary>
    public string? CanonicalUrl { get; init; }
    /// <summary>Sanitised HTML.</summary>
    public string? Summary { get; init; }
    /// <summary>Sanitised HTML.</summary>
    public string? Content { get; init; }
    /// <summary>Plain text of the content, else of the summary; used for search and comparison.</summary>
    public required string Text { get; init; }
    /// <summary>BCP 47 tag, <c>und</c> if unknown.</summary>
    public required string Language { get; init; }
    public IReadOnlyList<FeedPerson> Authors { get; init; } = [];
    public IReadOnlyList<FeedEnclosure> Enclosures { get; init; } = [];
    /// <summary>The outlet's own categories, in its wording and order, without duplicates.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
    /// <summary>The outlet's own date; null if absent, before 1990 or more than a day in the future.</summary>
    public DateTimeOffset? Published { get; init; }
    public DateTimeOffset? Updated { get; init; }
    /// <summary>When we first stored it.</summary>
    public DateTimeOffset Arrived { get; init; }
    /// <summary>When we first saw its current text; null if it has never changed.</summary>
    public DateTimeOffset? Changed { get; init; }
    /// <summary>SHA-256 hex of everything a reader sees except categories and dates; a different hash means a new revision.</summary>
    public required string ContentHash { get; init; }
}

/// <summary>An earlier text of an entry.</summary>
/// <param name="FirstSeen">When this text was first seen.</param>
/// <param name="ReplacedAt">When the next text was first seen.</param>
public sealed record Revision(string Title, string? Summary, string? Content, DateTimeOffset FirstSeen, DateTimeOffset ReplacedAt);
