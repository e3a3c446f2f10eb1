using FeedHub.Core.Sources;
using FeedHub.Formats;

namespace FeedHub.Core.Entries;

/// <summary>The permanent name of an entry: 26 letters and digits made of its source and key, equal on every node.</summary>
public readonly record struct EntryId(string Value)
{
    private const int OfSource = 5;
    private const int OfKey = 21;

    /// <summary>
    /// The name of the entry of that source under that key (see <see cref="EntryKey"/>): 25 bits of the source's SHA-256 in base 32, then
    /// 105 of both together. Names that begin alike stand together in an index, so that a poll writes two of its pages and not fifty.
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

/// <summary>One item of one source as we keep it: sanitised, canonical, keyed.</summary>
public sealed record Entry
{
    public required EntryId Id { get; init; }
    public required SourceId Source { get; init; }
    /// <summary>What tells the entry apart within its source.</summary>
    public required string Key { get; init; }
    /// <summary>Other keys that the same item may be stored under already; itself not stored.</summary>
    public IReadOnlyList<string> OtherKeys { get; init; } = [];
    /// <summary>Keys under which either this item or another of its source may be stored already; itself not stored.</summary>
    public IReadOnlyList<string> DoubtfulKeys { get; init; } = [];
    /// <summary>Plain text; empty when the outlet gave none.</summary>
    public required string Title { get; init; }
    /// <summary>The item's own address, as sent but absolute; null when it has none.</summary>
    public string? Url { get; init; }
    public string? CanonicalUrl { get; init; }
    /// <summary>Sanitised HTML.</summary>
    public string? Summary { get; init; }
    /// <summary>Sanitised HTML.</summary>
    public string? Content { get; init; }
    /// <summary>Plain words of content, else summary: what is searched and compared.</summary>
    public required string Text { get; init; }
    /// <summary>BCP 47 tag, <c>und</c> when unknown.</summary>
    public required string Language { get; init; }
    public IReadOnlyList<FeedPerson> Authors { get; init; } = [];
    public IReadOnlyList<FeedEnclosure> Enclosures { get; init; } = [];
    /// <summary>The outlet's own categories, in its words and order, each once.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
    /// <summary>The outlet's own date; null when absent, impossible or in the future.</summary>
    public DateTimeOffset? Published { get; init; }
    public DateTimeOffset? Updated { get; init; }
    /// <summary>When we first stored it.</summary>
    public DateTimeOffset Arrived { get; init; }
    /// <summary>When we first saw its present text, where that is not its first.</summary>
    public DateTimeOffset? Changed { get; init; }
    /// <summary>SHA-256 hex of everything a reader sees; another hash is another revision.</summary>
    public required string ContentHash { get; init; }
}

/// <summary>An earlier text of an entry.</summary>
/// <param name="FirstSeen">When this text was first seen.</param>
/// <param name="ReplacedAt">When the text after it was first seen.</param>
public sealed record Revision(string Title, string? Summary, string? Content, DateTimeOffset FirstSeen, DateTimeOffset ReplacedAt);
