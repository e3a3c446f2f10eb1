namespace FeedHub.Core.Gazetteer;

/// <summary>What a text mentions.</summary>
public sealed record Tags
{
    internal static readonly IReadOnlySet<string> Nobody = new HashSet<string>();

    public static readonly Tags None = new();

    public IReadOnlyList<Mention<GazetteerEntry>> Entities { get; init; } = [];
    public IReadOnlyList<Mention<Concept>> Concepts { get; init; } = [];
    public IReadOnlyList<Mention<string>> Topics { get; init; } = [];
    /// <summary>Figures in plain digits, with a percent sign if they are percentages.</summary>
    public IReadOnlyList<Mention<string>> Numbers { get; init; } = [];
    /// <summary>Words that look like names but are not in the gazetteer, folded (<c>NameFolding</c>).</summary>
    public IReadOnlyList<Mention<string>> Names { get; init; } = [];
    /// <summary>Those of <see cref="Names"/> that belong to a person: a known given name or the word after it.</summary>
    public IReadOnlySet<string> People { get; init; } = Nobody;
    /// <summary>Stems of all other words.</summary>
    public IReadOnlyList<Mention<string>> Words { get; init; } = [];
}

/// <summary>Something that a text mentions.</summary>
/// <param name="InTitle">Whether the title mentions it.</param>
/// <param name="Count">How often.</param>
public readonly record struct Mention<T>(T What, bool InTitle, int Count);
