using FeedHub.Core.Briefs;
using FeedHub.Core.Briefs.Markup;
using FeedHub.Core.Catalog;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Sources;
using FeedHub.Core.Views;

namespace FeedHub.Server.Configuration;

/// <summary>What the files declare, before the store has given each brief its identity.</summary>
internal sealed record CatalogReading
{
    /// <summary>Null if the site, or the OPML file that was named, is bad and nothing replaces it.</summary>
    public Site? Site { get; init; }
    /// <summary>The tag authority that <c>site.yaml</c> declares, even if the rest of it is bad; null if it is unreadable.</summary>
    public string? TagAuthority { get; init; }
    /// <summary>Why the folder cannot be read, so that its last good texts replace all of it; null if it was read.</summary>
    public CatalogProblem? Absence { get; init; }
    public IReadOnlyList<Source> Sources { get; init; } = [];
    public IReadOnlyList<SeriesDraft> Series { get; init; } = [];
    public IReadOnlyList<View> Views { get; init; } = [];
    public GazetteerContents Gazetteer { get; init; } = GazetteerContents.Empty;
    public BriefHeadings Headings { get; init; } = BriefHeadings.English;
    public IReadOnlyList<CatalogProblem> Problems { get; init; } = [];
    /// <summary>The good texts by path, to be stored as the last good ones.</summary>
    public IReadOnlyDictionary<string, string> GoodTexts { get; init; } = new Dictionary<string, string>();
    public required string Hash { get; init; }

    /// <summary>The catalog, with the identities that the store or <see cref="BriefIdentities"/> gave to each series.</summary>
    /// <exception cref="CatalogException">There is no usable site.</exception>
    public FeedCatalog Identified(Func<SeriesDraft, IReadOnlyDictionary<string, BriefIdentity>> identities) => new()
    {
        Site = Site ?? throw new CatalogException(Problems),
        Sources = Sources,
        Series = [.. Series.Select(s => s.Identified(identities(s)))],
        Views = Views,
        Gazetteer = Gazetteer,
        Headings = Headings,
        Problems = Problems,
        Hash = Hash,
    };
}

/// <summary>What was found in the text of one brief.</summary>
/// <param name="Draft">Null if the text is refused.</param>
/// <param name="Problems">What is wrong, as <c>feedhub check</c> says it; of some, only that much is left out of the brief.</param>
internal sealed record BriefReading(BriefDraft? Draft, IReadOnlyList<CatalogProblem> Problems);
