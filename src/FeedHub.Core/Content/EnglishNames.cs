namespace FeedHub.Core.Content;

/// <summary>English names of languages and countries.</summary>
public static class EnglishNames
{
    private static readonly Dictionary<string, string> Languages = new()
    {
        ["ab"] = "Abkhaz",
        ["av"] = "Avar",
        ["az"] = "Azerbaijani",
        ["ce"] = "Chechen",
        ["de"] = "German",
        ["en"] = "English",
        ["fa"] = "Persian",
        ["fr"] = "French",
        ["hy"] = "Armenian",
        ["ka"] = "Georgian",
        ["ku"] = "Kurdish",
        ["os"] = "Ossetian",
        ["ru"] = "Russian",
        ["tr"] = "Turkish",
        ["uk"] = "Ukrainian",
        ["und"] = "language unknown",
    };

    private static readonly Dictionary<string, string> Countries = new()
    {
        ["AM"] = "Armenia",
        ["AZ"] = "Azerbaijan",
        ["GE"] = "Georgia",
        ["IR"] = "Iran",
        ["RU"] = "Russia",
        ["TR"] = "Türkiye",
    };

    /// <summary>Name of a language by its BCP 47 tag; the tag itself if we have no name for it.</summary>
    public static string Language(string tag) => Languages.GetValueOrDefault(tag.Split('-')[0], tag);

    public static string Country(string code) => Countries.GetValueOrDefault(code, code);
}
