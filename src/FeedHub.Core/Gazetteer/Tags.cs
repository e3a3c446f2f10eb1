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
    /// <summary>Months, years, quarters and the like; their figures are not among <see cref="Numbers"/>.</summary>
    public IReadOnlyList<Mention<string>> Periods { get; init; } = [];
    /// <summary>All words of three letters and more, those in names too, but not those of periods.</summary>
    public IReadOnlyList<MentionedWord> Words { get; init; } = [];
}

/// <summary>Something that a text mentions.</summary>
/// <param name="InTitle">Whether the title mentions it.</param>
/// <param name="Count">How often.</param>
public readonly record struct Mention<T>(T What, bool InTitle, int Count);

/// <summary>A word that a text contains.</summary>
/// <param name="Stem">Its beginning, by which words of one language are compared.</param>
/// <param name="Text">As first written, in lower case.</param>
/// <param name="Place">The first place where it stands.</param>
/// <param name="Count">How often.</param>
public readonly record struct MentionedWord(string Stem, string Text, TextPlace Place, int Count);
