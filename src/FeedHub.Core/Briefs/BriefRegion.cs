using System.Collections.Frozen;

namespace FeedHub.Core.Briefs;

/// <summary>The regions that briefs are about: their names.</summary>
public static class BriefRegion
{
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["AM"] = "Armenia",
        ["AZ"] = "Azerbaijan",
        ["AZ-NX"] = "Nakhchivan",
        ["GE"] = "Georgia",
        ["GE-AB"] = "Abkhazia",
        ["GE-AJ"] = "Adjara",
        ["IR"] = "Iran",
        ["KZ"] = "Kazakhstan",
        ["RU"] = "Russia",
        ["RU-CE"] = "Chechnya",
        ["RU-DA"] = "Dagestan",
        ["RU-IN"] = "Ingushetia",
        ["RU-KB"] = "Kabardino-Balkaria",
        ["RU-SE"] = "North Ossetia",
        ["TM"] = "Turkmenistan",
        ["TR"] = "Türkiye",
        ["US"] = "United States",
    }.ToFrozenDictionary();

    /// <summary>Name of a region; its code or slug if we have none.</summary>
    public static string Name(string region) => Known.TryGetValue(region, out var name) ? name : region.Replace('-', ' ');

    /// <summary>The code of the region with that name; null if we know none.</summary>
    public static string? Named(string name) =>
        Known.FirstOrDefault(k => k.Value.Equals(name, StringComparison.OrdinalIgnoreCase)).Key;
}
