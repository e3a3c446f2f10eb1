namespace FeedHub.Core.Gazetteer;

/// <summary>What a text speaks of.</summary>
public sealed record Tags
{
    internal static readonly IReadOnlySet<string> Nobody = new HashSet<string>();

    public static readonly Tags None = new();

    public IReadOnlyList<Mention<GazetteerEntry>> Entities { get; init; } = [];
    public IReadOnlyList<Mention<Concept>> Concepts { get; init; } = [];
    public IReadOnlyList<Mention<string>> Topics { get; init; } = [];
    /// <summary>Figures without dates and hours, in plain digits.</summary>
    public IReadOnlyList<Mention<string>> Numbers { get; init; } = [];
    /// <summary>Words that look like names and are not in the gazetteer, folded (<c>NameFolding</c>).</summary>
    public IReadOnlyList<Mention<string>> Names { get; init; } = [];
    /// <summary>Those of <see cref="Names"/> that are somebody's, by the given name that they are or follow.</summary>
    public IReadOnlySet<string> People { get; init; } = Nobody;
    /// <summary>Beginnings of all other words.</summary>
    public IReadOnlyList<Mention<string>> Words { get; init; } = [];
}

/// <summary>Something that a text speaks of.</summary>
/// <param name="InTitle">Whether its title does.</param>
/// <param name="Count">How often.</param>
public readonly record struct Mention<T>(T What, bool InTitle, int Count);
