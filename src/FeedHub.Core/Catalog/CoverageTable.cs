using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;

namespace FeedHub.Core.Catalog;

/// <summary>The number of sources for each language, country and kind, and the gaps where a source is wanted but none is enabled.</summary>
public sealed record CoverageTable
{
    /// <summary>Stands for a language, country or kind that a source does not declare.</summary>
    public const string Unspecified = "–";

    private static readonly (string Code, string Name)[] WantedLanguages =
        [("az", "Azerbaijani"), ("hy", "Armenian"), ("ka", "Georgian"), ("ru", "Russian"), ("tr", "Turkish"), ("en", "English")];

    private static readonly (string Code, string Name)[] WantedCountries =
        [("AM", "Armenia"), ("AZ", "Azerbaijan"), ("GE", "Georgia"), ("IR", "Iran"), ("RU", "Russia"), ("TR", "Türkiye")];

    private static readonly (string Slug, string Name)[] WantedRegions =
        [("north-caucasus", "the North Caucasus"), ("abkhazia", "Abkhazia"), ("south-ossetia", "South Ossetia")];

    /// <summary>Wanted for each of the three countries of the South Caucasus: a voice of the government, and one that is not.</summary>
    private static readonly (string Name, SourceKind[] Kinds)[] WantedVoices =
    [
        ("state or official", [SourceKind.State, SourceKind.Official]),
        ("independent or exile", [SourceKind.Independent, SourceKind.Exile]),
    ];

    /// <summary>Sorted by language, country and kind; a source with several countries is counted in each.</summary>
    public required IReadOnlyList<CoverageRow> Rows { get; init; }
    /// <summary>Descriptions of what is wanted but has no enabled source.</summary>
    public required IReadOnlyList<string> Gaps { get; init; }

    public static CoverageTable From(IReadOnlyList<Source> sources) => new()
    {
        Rows = [.. sources
            .SelectMany(s => s.Countries.DefaultIfEmpty(Unspecified).Select(country => (Source: s, Country: country)))
            .GroupBy(x => (Language: x.Source.Language ?? Unspecified, x.Country, Kind: x.Source.Kind?.Name() ?? Unspecified))
            .Select(
                g =>
                    new CoverageRow(
                        g.Key.Language, g.Key.Country, g.Key.Kind, g.Count(x => x.Source.Enabled), g.Count(x => !x.Source.Enabled)))
            .OrderBy(r => r.Language, StringComparer.Ordinal).ThenBy(r => r.Country, StringComparer.Ordinal)
                .ThenBy(r => r.Kind, StringComparer.Ordinal)],
        Gaps = [.. GapsIn(sources)],
    };

    private static IEnumerable<string> GapsIn(IReadOnlyList<Source> sources) =>
        Wanted().Select(w => Hole(w.What, [.. sources.Where(w.Covers)])).OfType<string>();

    private static IEnumerable<(string What, Func<Source, bool> Covers)> Wanted() =>
    [
        .. WantedLanguages.Select(l => ($"source in {l.Name} ({l.Code})", (Func<Source, bool>)(s => s.Language?.Split('-')[0] == l.Code))),
        .. WantedCountries.Select(c => ($"source from {c.Name} ({c.Code})", (Func<Source, bool>)(s => s.Countries.Contains(c.Code)))),
        .. WantedRegions.Select(r => ($"source on {r.Name}", (Func<Source, bool>)(s => s.Regions.Contains(r.Slug)))),
        .. WantedCountries[..3].SelectMany(c => WantedVoices.Select(v => ($"{v.Name} source from {c.Name} ({c.Code})",
            (Func<Source, bool>)(s => s.Countries is [var only] && only == c.Code && s.Kind is { } kind && v.Kinds.Contains(kind))))),
    ];

    private static string? Hole(string what, List<Source> covering) =>
        covering.Any(s => s.Enabled) ? null
        : covering.Count == 0 ? $"no {what}"
        : $"no enabled {what}; disabled: {string.Join(", ", covering.Select(s => s.Id.Value).Order(StringComparer.Ordinal))}";
}

/// <summary>The sources of one language, country and kind.</summary>
public sealed record CoverageRow(string Language, string Country, string Kind, int Enabled, int Disabled);
