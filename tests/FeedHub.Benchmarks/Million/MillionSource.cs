using FeedHub.Benchmarks.Million.Texts;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;

namespace FeedHub.Benchmarks.Million;

/// <summary>One of the 500 sources, the same in every run.</summary>
/// <param name="Weight">How many entries it has, relative to others.</param>
internal sealed record MillionSource(Source Declaration, double Weight)
{
    private const int Count = 500;

    /// <summary>Share of all entries by language.</summary>
    private static readonly (string Language, double Share, string[] Countries)[] ByLanguage =
    [
        ("en", 0.30, ["AZ", "GB", "AM", "GE", "TR", "US", "RU", "IR", ""]),
        ("ru", 0.25, ["RU", "AZ", "RU", "GE", "AM", "RU"]),
        ("az", 0.15, ["AZ"]),
        ("tr", 0.12, ["TR"]),
        ("hy", 0.09, ["AM"]),
        ("ka", 0.09, ["GE"]),
    ];

    private static readonly SourceKind[] Kinds =
    [
        SourceKind.Agency, SourceKind.Press, SourceKind.Independent, SourceKind.Broadcaster, SourceKind.State, SourceKind.Press,
        SourceKind.Official, SourceKind.Independent, SourceKind.Diaspora, SourceKind.Press, SourceKind.Party, SourceKind.ThinkTank,
        SourceKind.Exile,
    ];

    public static IReadOnlyList<string> Languages => [.. ByLanguage.Select(l => l.Language)];

    public string Language => Declaration.Language!;

    /// <summary>All sources, the largest first.</summary>
    public static IReadOnlyList<MillionSource> All()
    {
        var weights = WeightedPick.ZipfWeights(Count, shift: 4, power: 1.2);
        var sum = weights.Sum();
        var (given, number) = (new double[ByLanguage.Length], new int[ByLanguage.Length]);
        var sources = new List<MillionSource>(Count);
        foreach (var (i, weight) in weights.Index())
        {
            // The language that lacks most of its share gets the next source.
            var at = Enumerable.Range(0, ByLanguage.Length).MaxBy(l => ByLanguage[l].Share - given[l]);
            given[at] += weight / sum;
            var (language, _, countries) = ByLanguage[at];
            var country = countries[number[at] % countries.Length];
            sources.Add(new MillionSource(Declare(i, language, country, Kinds[number[at]++ % Kinds.Length]), weight));
        }
        return sources;
    }

    /// <summary>Nobody listens at its address, and FeedHub's guard refuses to look: nothing is ever fetched.</summary>
    private static Source Declare(int number, string language, string country, SourceKind kind) => new()
    {
        Id = new SourceId($"s{number:D3}"),
        Title = $"Outlet {number:D3}",
        Home = $"https://outlet-{number:D3}.example/",
        Url = $"http://127.0.0.1:9/s{number:D3}.xml",
        Language = language,
        Countries = country.Length == 0 ? [] : [country],
        Kind = kind,
        Interval = TimeSpan.FromHours(24),
    };
}
