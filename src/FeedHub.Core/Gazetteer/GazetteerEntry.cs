namespace FeedHub.Core.Gazetteer;

/// <summary>A known place, person, people or organisation, with its names.</summary>
/// <param name="Id">Made from its English name.</param>
/// <param name="Names">Each with its BCP 47 tag; a language may have several.</param>
/// <param name="Regions">ISO 3166 codes of the regions that a mention implies, narrowest first.</param>
public sealed record GazetteerEntry(string Id, GazetteerKind Kind, IReadOnlyList<KnownName> Names, IReadOnlyList<string> Regions)
{
    /// <summary>The name shown to people: its English name.</summary>
    public string Title => Names[0].Text;

    /// <summary>
    /// Phrases by BCP 47 tag, written as stems are: its name in one of them names something else ("US dollar", "Moscow, Idaho").
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Not { get; init; } = NoStems.Instance;

    /// <summary>Stems by BCP 47 tag: in these languages, only a text that has one of them mentions it.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Beside { get; init; } = NoStems.Instance;

    /// <summary>Stems by BCP 47 tag: a text that has one of them means something else by the same name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> NotBeside { get; init; } = NoStems.Instance;

    /// <summary>Whether it depends on other words of the text whether a name is its own.</summary>
    public bool IsConditional => Not.Count + Beside.Count + NotBeside.Count > 0;

    /// <summary>Whether it is a location and so indicates where an event took place.</summary>
    public bool IsSpot => Kind is GazetteerKind.City or GazetteerKind.Place or GazetteerKind.Capital;
}

/// <summary>One name in one language.</summary>
/// <param name="Language">BCP 47 tag; <c>und</c> for a spelling that belongs to no particular language.</param>
public sealed record KnownName(string Language, string Text);
