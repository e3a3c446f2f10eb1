using System.Text;
using AnyAscii;
using FeedHub.Core.Urls;

namespace FeedHub.Core.Briefs;

/// <summary>The properties by which the briefs of a series can be selected.</summary>
public enum BriefFacetKind
{
    Region,
    Topic,
    Author,
    Language,
}

/// <summary>A value that briefs of a series share. It has a page and feeds of its own.</summary>
/// <param name="Value">As addresses spell it.</param>
/// <param name="Name">For people.</param>
public sealed record BriefFacet(BriefFacetKind Kind, string Value, string Name)
{
    private static readonly Dictionary<string, BriefFacetKind> Words = new()
    {
        ["regions"] = BriefFacetKind.Region,
        ["topics"] = BriefFacetKind.Topic,
        ["authors"] = BriefFacetKind.Author,
        ["languages"] = BriefFacetKind.Language,
    };

    /// <summary>The path below that of the series.</summary>
    public string Path => PathOf(Value);

    /// <summary>The path in the tag URI of its feed, which never changes: for an author, that of the former address.</summary>
    public string TagPath => PathOf(Kind == BriefFacetKind.Author ? FormerAuthorValue(Name) : Value);

    /// <summary>Every facet of a brief.</summary>
    public static IEnumerable<BriefFacet> From(Brief brief) =>
    [
        .. brief.Regions.Select(r => new BriefFacet(BriefFacetKind.Region, r.ToLowerInvariant(), BriefRegion.Name(r))),
        .. brief.Topics.Select(t => new BriefFacet(BriefFacetKind.Topic, t, t.Replace('-', ' '))),
        .. brief.Authors.Select(a => a.Name).OfType<string>().Select(n => new BriefFacet(BriefFacetKind.Author, AuthorValue(n), n)),
        new(BriefFacetKind.Language, brief.Language.ToLowerInvariant(), brief.Language),
    ];

    /// <summary>
    /// The facet at an address if one of the briefs has it; otherwise null, so that an address reveals nothing about unpublished briefs.
    /// An author is also found at the address that the name had formerly: the facet then has another value.
    /// </summary>
    public static BriefFacet? Find(IReadOnlyList<Brief> knownBriefs, string word, string value)
    {
        if (!Words.TryGetValue(word, out var kind))
            return null;
        var facets = knownBriefs.SelectMany(From).Where(f => f.Kind == kind).ToList();
        return facets.Find(f => f.Value == value)
            ?? (kind == BriefFacetKind.Author ? facets.Find(f => FormerAuthorValue(f.Name) == value) : null);
    }

    public bool Has(Brief brief) => From(brief).Any(f => f.Kind == Kind && f.Value == Value);

    private string PathOf(string value) => $"{Words.First(w => w.Value == Kind).Key}/{Uri.EscapeDataString(value)}";

    /// <summary>The name in Latin letters: <c>eliyeva-gunay</c>, <c>olga-petrova</c>.</summary>
    private static string AuthorValue(string name) =>
        Slug.From(string.Concat(name.EnumerateRunes().Select(Latin))) is { Length: > 0 } slug ? slug : name.ToLowerInvariant();

    /// <summary>A letter in Latin letters, without the marks for a soft sign or a breath, which would cut the name in two.</summary>
    private static string Latin(Rune rune) => rune.IsAscii || !Rune.IsLetter(rune)
        ? rune.ToString()
        : string.Concat(rune.ToString().Transliterate().Where(char.IsAsciiLetter));

    /// <summary>
    /// As it was until November 2026, when letters without a Latin one in their decomposition, such as ə and ı, were left out.
    /// </summary>
    private static string FormerAuthorValue(string name) => Slug.From(name) is { Length: > 0 } slug ? slug : name.ToLowerInvariant();
}
