using FeedHub.Core.Briefs;
using FeedHub.Core.Catalog;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Sources;

namespace FeedHub.Server.Configuration;

/// <summary>What the files declare, before the store has given each brief its identity.</summary>
internal sealed record CatalogReading
{
    /// <summary>Null when the site, or the OPML file asked for, is bad and nothing stands in for it.</summary>
    public Site? Site { get; init; }
    /// <summary>The tag authority that <c>site.yaml</c> declares, also where the rest of it is bad; null when it is unreadable.</summary>
    public string? TagAuthority { get; init; }
    /// <summary>Why the folder cannot be read, its last good texts standing in for all of it; null when it was read.</summary>
    public CatalogProblem? Absence { get; init; }
    public IReadOnlyList<Source> Sources { get; init; } = [];
    public IReadOnlyList<SeriesDraft> Series { get; init; } = [];
    public GazetteerContents Gazetteer { get; init; } = GazetteerContents.Empty;
    public IReadOnlyList<CatalogProblem> Problems { get; init; } = [];
    /// <summary>The good texts by path, to be kept as the last good ones.</summary>
    public IReadOnlyDictionary<string, string> GoodTexts { get; init; } = new Dictionary<string, string>();
    public required string Hash { get; init; }

    /// <summary>The catalog, with the identities that the store or <see cref="BriefIdentities"/> gave to each series.</summary>
    /// <exception cref="CatalogException">There is no usable site.</exception>
    public FeedCatalog Identified(Func<SeriesDraft, IReadOnlyDictionary<string, BriefIdentity>> identities) => new()
    {
        Site = Site ?? throw new CatalogException(Problems),
        Sources = Sources,
        Series = [.. Series.Select(s => s.Identified(identities(s)))],
        Gazetteer = Gazetteer,
        Problems = Problems,
        Hash = Hash,
    };
}
