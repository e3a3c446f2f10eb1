using System.Collections.Frozen;

namespace FeedHub.Formats;

/// <summary>A person construct (RFC 4287 §3.2); at least one part is set.</summary>
public sealed record FeedPerson(string? Name = null, string? Email = null, string? Uri = null);

/// <summary>A category with its scheme and human-readable label (RFC 4287 §4.2.2).</summary>
public sealed record FeedCategory(string Term, string? Scheme = null, string? Label = null);

/// <summary>A link with its relation (RFC 4287 §4.2.7); <c>Rel</c> is a short name or an absolute URI.</summary>
public sealed record FeedLink(
    string Href, string Rel = "alternate", string? Type = null, string? Title = null, string? HrefLang = null, long? Length = null);

/// <summary>A file that goes with an item; <c>Length</c> in bytes when the feed states it.</summary>
public sealed record FeedEnclosure(string Url, string? Type = null, long? Length = null);

/// <summary>The software that made a feed document (RFC 4287 §4.2.4).</summary>
public sealed record FeedGenerator(string Name, string? Uri = null, string? Version = null);

/// <summary>RSS channel image; width and height in pixels.</summary>
public sealed record FeedImage(
    string Url, string? Title = null, string? Link = null, int? Width = null, int? Height = null, string? Description = null);

/// <summary>The rssCloud registration point of an RSS 2.0 channel.</summary>
public sealed record FeedCloud(string? Domain, string? Port, string? Path, string? RegisterProcedure, string? Protocol);

/// <summary>The iTunes podcast fields; duration in seconds.</summary>
public sealed record FeedItunes(
    string? Image = null, bool? Explicit = null, bool? Block = null, int? DurationSeconds = null, int? Episode = null, int? Season = null);

/// <summary>A thumbnail or content of Media RSS; length in bytes, width and height in pixels.</summary>
public sealed record FeedMedia(
    string Url, string? Type = null, string? Medium = null, long? Length = null, int? Width = null, int? Height = null,
    string? Credit = null)
{
    /// <summary>The rights line of the file itself (<c>media:copyright</c>), or null.</summary>
    public string? Rights { get; init; }
    /// <summary>Address of the file's own licence, or null.</summary>
    public string? Licence { get; init; }
}

/// <summary>A point in WGS 84 degrees (GeoRSS Simple, W3C geo).</summary>
public sealed record FeedPoint(double Latitude, double Longitude);

/// <summary>
/// How often a feed says it changes: a number of times per period (hourly, daily, weekly, monthly, yearly, always), counted from a base.
/// </summary>
public sealed record FeedUpdatePeriod(string Period, double Frequency = 1, DateTimeOffset? Base = null)
{
    private const double LongestDays = 366;

    private static readonly FrozenDictionary<string, double> Days = new Dictionary<string, double>
    {
        ["always"] = 0,
        ["hourly"] = 1.0 / 24,
        ["daily"] = 1,
        ["weekly"] = 7,
        ["monthly"] = 30,
        ["yearly"] = 365,
    }.ToFrozenDictionary();

    /// <summary>The period divided by the frequency, to the second; 366 days at most.</summary>
    public TimeSpan Interval => TimeSpan.FromSeconds(Math.Round(Math.Min(Days[Period] / Frequency, LongestDays) * 86_400));

    internal static bool Knows(string period) => Days.ContainsKey(period);
}

/// <summary>What part of a feed's history a document holds (RFC 5005).</summary>
public enum FeedHistory
{
    /// <summary>Its latest items, as nearly every feed does; it may be the newest page of a paged or archived feed.</summary>
    Latest,
    /// <summary>Everything (<c>fh:complete</c>): an item that is not in it is no longer in the feed.</summary>
    Complete,
    /// <summary>A part that no longer changes (<c>fh:archive</c>).</summary>
    Archive,
}

/// <summary>An item that its feed has withdrawn (RFC 6721 §3).</summary>
/// <param name="Id">ID of the item.</param>
public sealed record FeedTombstone(string Id, DateTimeOffset? When = null, FeedPerson? By = null, FeedText? Comment = null);

/// <summary>What an item replies to (RFC 4685 §3); at least one of ID and address is set.</summary>
public sealed record FeedReply(string? Id, string? Href = null, string? Type = null, string? Source = null);

/// <summary>The feed an item came from (RFC 4287 §4.2.11, RSS <c>source</c>).</summary>
public sealed record FeedSource
{
    public FeedText? Title { get; init; }
    public string? Id { get; init; }
    /// <summary>Address of the origin feed (Atom <c>rel=self</c>, RSS <c>source/@url</c>).</summary>
    public string? FeedUrl { get; init; }
    /// <summary>Address of the origin's web page.</summary>
    public string? Link { get; init; }
    public FeedText? Subtitle { get; init; }
    public FeedText? Rights { get; init; }
    public string? Icon { get; init; }
    public string? Logo { get; init; }
    public DateTimeOffset? Updated { get; init; }
    public FeedGenerator? Generator { get; init; }
    public IReadOnlyList<FeedPerson> Authors { get; init; } = [];
    public IReadOnlyList<FeedPerson> Contributors { get; init; } = [];
    public IReadOnlyList<FeedCategory> Categories { get; init; } = [];
    public IReadOnlyList<FeedLink> Links { get; init; } = [];
}

/// <summary>Something that was repaired, dropped or guessed while reading.</summary>
/// <param name="Item">Index of the item in document order, or null for the document.</param>
/// <param name="Message">What was done, in words that an operator can read.</param>
public sealed record FeedNote(int? Item, string Message)
{
    /// <summary>The note on a document that was cut off.</summary>
    public const string Truncated = "the document ends before its last element is closed";
}
