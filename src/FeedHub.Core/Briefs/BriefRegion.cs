using System.Collections.Frozen;
using FeedHub.Formats;

namespace FeedHub.Core.Briefs;

/// <summary>The regions that briefs are about: their names, and the town that stands for each on a map.</summary>
public static class BriefRegion
{
    private static readonly FrozenDictionary<string, (string Name, FeedPoint Point)> Known = new Dictionary<string, (string, FeedPoint)>
    {
        ["AM"] = ("Armenia", new(40.18, 44.51)),
        ["AZ"] = ("Azerbaijan", new(40.41, 49.87)),
        ["AZ-NX"] = ("Nakhchivan", new(39.21, 45.41)),
        ["GE"] = ("Georgia", new(41.72, 44.79)),
        ["GE-AB"] = ("Abkhazia", new(43.0, 41.02)),
        ["GE-AJ"] = ("Adjara", new(41.64, 41.64)),
        ["IR"] = ("Iran", new(35.69, 51.39)),
        ["KZ"] = ("Kazakhstan", new(51.17, 71.45)),
        ["RU"] = ("Russia", new(55.75, 37.62)),
        ["RU-CE"] = ("Chechnya", new(43.32, 45.69)),
        ["RU-DA"] = ("Dagestan", new(42.98, 47.5)),
        ["RU-IN"] = ("Ingushetia", new(43.17, 44.81)),
        ["RU-KB"] = ("Kabardino-Balkaria", new(43.48, 43.61)),
        ["RU-SE"] = ("North Ossetia", new(43.02, 44.68)),
        ["TM"] = ("Turkmenistan", new(37.95, 58.38)),
        ["TR"] = ("Türkiye", new(39.93, 32.86)),
        ["US"] = ("United States", new(38.9, -77.04)),
    }.ToFrozenDictionary();

    /// <summary>Name of a region; its code or slug if we have none.</summary>
    public static string Name(string region) => Known.TryGetValue(region, out var known) ? known.Name : region.Replace('-', ' ');

    /// <summary>The code of the region with that name; null if we know none.</summary>
    public static string? Named(string name) =>
        Known.FirstOrDefault(k => k.Value.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Key;

    /// <summary>The point that stands for a region; null if we have none.</summary>
    public static FeedPoint? Point(string region) => Known.TryGetValue(region, out var known) ? known.Point : null;
}
