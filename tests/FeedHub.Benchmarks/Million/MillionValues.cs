using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using FeedHub.Core.Sources.Settings;

namespace FeedHub.Benchmarks.Million;

/// <summary>
/// What a store was filled by, and the values that the cases of <c>million drive</c> ask for: kept beside the store, so that no case has a
/// figure or word of its own. Every list has at least one value.
/// </summary>
internal sealed record MillionValues
{
    private const string FileName = "million.json";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    public required MillionPlan Plan { get; init; }
    public required IReadOnlyList<string> Languages { get; init; }
    public required IReadOnlyList<string> Countries { get; init; }
    public required IReadOnlyList<string> Kinds { get; init; }
    public required IReadOnlyList<string> Topics { get; init; }
    /// <summary>Regions that many entries are about, the most frequent first.</summary>
    public required IReadOnlyList<string> Regions { get; init; }
    /// <summary>Regions of which a million entries has under a hundred.</summary>
    public required IReadOnlyList<string> RareRegions { get; init; }
    public required IReadOnlyList<string> LargeSources { get; init; }
    public required IReadOnlyList<string> SmallSources { get; init; }
    /// <summary>Country and kind of sources that there are.</summary>
    public required IReadOnlyList<string[]> CountriesAndKinds { get; init; }
    /// <summary>A language and a country that both have many entries, and none together.</summary>
    public required IReadOnlyList<string[]> LanguagesAndCountriesApart { get; init; }
    public required MillionWords Words { get; init; }

    /// <summary>The values of a plan; reads a sample of its texts.</summary>
    public static MillionValues Choose(MillionPlan plan, IReadOnlyList<MillionSource> sources, MillionNews news)
    {
        var declared = sources.Select(s => s.Declaration).ToList();
        var weight = sources.Sum(s => s.Weight);
        var countries = sources.SelectMany(s => s.Declaration.Countries.Select(c => (Country: c, s.Weight))).GroupBy(s => s.Country)
            .Where(c => c.Sum(s => s.Weight) > weight / 20).Select(c => c.Key).Order(StringComparer.Ordinal).ToList();
        var (common, rare) = news.Subjects.Regions;
        return new()
        {
            Plan = plan,
            Languages = MillionSource.Languages,
            Countries = countries,
            Kinds = [.. declared.Select(d => d.Kind!.Value.Name()).Distinct()],
            Topics = news.Subjects.Topics,
            Regions = common,
            RareRegions = rare,
            LargeSources = [.. declared.Take(10).Select(d => d.Id.Value)],
            SmallSources = [.. declared.TakeLast(50).Select(d => d.Id.Value)],
            CountriesAndKinds = [.. declared.Take(100).Where(d => d.Countries.Count > 0)
                .Select(d => (d.Countries[0], d.Kind!.Value.Name())).Distinct()
                .Select(p => new[] { p.Item1, p.Item2 })],
            LanguagesAndCountriesApart = [.. from language in MillionSource.Languages
                                             from country in countries
                                             where !declared.Exists(d => d.Language == language && d.Countries.Contains(country))
                                             select new[] { language, country }],
            Words = MillionWords.Choose(plan, sources, news),
        };
    }

    /// <summary>Null if the folder has none.</summary>
    public static MillionValues? Read(string data) =>
        File.Exists(Path.Combine(data, FileName)) ? ReadFile(Path.Combine(data, FileName)) : null;

    /// <exception cref="JsonException">The file is something else.</exception>
    public static MillionValues ReadFile(string file) =>
        JsonSerializer.Deserialize<MillionValues>(File.ReadAllBytes(file), Format) ?? throw new JsonException($"{file} is empty.");

    public void Write(string data) => File.WriteAllBytes(Path.Combine(data, FileName), JsonSerializer.SerializeToUtf8Bytes(this, Format));
}
