namespace FeedHub.Core.Gazetteer;

/// <summary>A place, person, people or organisation that we know, with its names.</summary>
/// <param name="Id">Made of its English name.</param>
/// <param name="Names">By BCP 47 tag; several for a language where it goes by several.</param>
/// <param name="Regions">ISO 3166 codes that a mention speaks of, the narrowest first.</param>
public sealed record GazetteerEntry(string Id, GazetteerKind Kind, IReadOnlyList<KnownName> Names, IReadOnlyList<string> Regions)
{
    /// <summary>What people read: its English name.</summary>
    public string Title => Names[0].Text;

    /// <summary>Whether it lies somewhere and so tells where an event was.</summary>
    public bool IsSpot => Kind is GazetteerKind.City or GazetteerKind.Place or GazetteerKind.Capital;
}

/// <summary>One name of something, in one language.</summary>
/// <param name="Language">BCP 47 tag; <c>und</c> for a spelling of no one language.</param>
public sealed record KnownName(string Language, string Text);
