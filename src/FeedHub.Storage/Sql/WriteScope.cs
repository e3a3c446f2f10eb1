using FeedHub.Core.Sources;

namespace FeedHub.Storage.Sql;

/// <summary>
/// What a write needs for itself alone: two writes of one scope never run at the same time, on any node, and each sees what the other
/// committed. An engine may exclude more; SQLite has one writer at a time.
/// </summary>
/// <param name="Name">Equal for what excludes each other; null for what needs nothing but the rows that it names.</param>
public readonly record struct WriteScope(string? Name)
{
    /// <summary>Single statements, each right whatever runs beside it.</summary>
    public static readonly WriteScope None = new(null);

    /// <summary>Who polls which source: limits by site are counted, and then claimed.</summary>
    public static readonly WriteScope Claims = new("claims");

    /// <summary>What the files declare: sources, the texts of files, briefs' identities and versions.</summary>
    public static readonly WriteScope Catalog = new("catalog");

    /// <summary>
    /// Which story an entry belongs to, numbers of stories, corrections; and purging, which takes entries and stories away.
    /// </summary>
    public static readonly WriteScope Grouping = new("grouping");

    /// <summary>The entries of a source: what is stored is looked up, and then added or revised.</summary>
    public static WriteScope Ingestion(SourceId source) => new($"ingestion of {source}");
}
