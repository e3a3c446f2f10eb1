using FeedHub.Core.Sources;

namespace FeedHub.Storage.Sql;

/// <summary>
/// What a write needs exclusively: two writes of one scope never run at the same time, on any node, and each sees what the other
/// committed. An engine may exclude more; SQLite has one writer at a time.
/// </summary>
/// <param name="Name">Equal for writes that exclude each other; null for a write that needs only the rows that it names.</param>
public readonly record struct WriteScope(string? Name)
{
    /// <summary>Single statements, each correct whatever runs at the same time.</summary>
    public static readonly WriteScope None = new(null);

    /// <summary>Which worker polls which source: claims per site are counted before new ones are made.</summary>
    public static readonly WriteScope Claims = new("claims");

    /// <summary>What the files declare: sources, the texts of files, the identities and versions of briefs.</summary>
    public static readonly WriteScope Catalog = new("catalog");

    /// <summary>
    /// Which story an entry belongs to, story numbers, corrections; and purging, which deletes entries and stories.
    /// </summary>
    public static readonly WriteScope Grouping = new("grouping");

    /// <summary>Which worker sends which delivery: those under a lease are counted by lane before others are claimed.</summary>
    public static readonly WriteScope Deliveries = new("deliveries");

    /// <summary>The files that nodes share: each change is compared with what was seen, and numbered.</summary>
    public static readonly WriteScope Files = new("files");

    /// <summary>The views that were saved: how many somebody has is counted before one is added.</summary>
    public static readonly WriteScope Views = new("views");

    /// <summary>What editors do with the briefs of a series: each act is checked against those before it.</summary>
    public static WriteScope Editing(string series) => new($"editing of {series}");

    /// <summary>What happens to the following of a series: each event is compared with the last.</summary>
    public static WriteScope Following(string series) => new($"following of {series}");

    /// <summary>The entries of a source: stored entries are looked up before entries are added or revised.</summary>
    public static WriteScope Ingestion(SourceId source) => new($"ingestion of {source}");
}
