using System.Collections;
using System.Text.RegularExpressions;

namespace FeedHub.Server.Commands.Settings;

/// <summary>The settings in the environment: <c>FeedHub__Name</c>, in any case. Empty values are ignored.</summary>
internal sealed partial class EnvironmentSettings
{
    private const string Prefix = "FeedHub__";
    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    public EnvironmentSettings(IDictionary variables)
    {
        foreach (DictionaryEntry variable in variables)
        {
            if (variable is { Key: string name, Value: string { Length: > 0 } value } && IsOurs(name))
                values[name] = value;
        }
    }

    /// <summary>The value of <c>FeedHub__<paramref name="name"/></c>, or null.</summary>
    public string? this[string name] => values.GetValueOrDefault(Prefix + name);

    /// <summary>ASP.NET's own name for the addresses to listen on, which container images set.</summary>
    public string? AspNetUrls => values.GetValueOrDefault("ASPNETCORE_URLS");

    /// <summary>
    /// Every other setting, by the key of <c>site.yaml</c> that it sets: <c>FeedHub__TagAuthority</c> is <c>tag_authority</c>.
    /// </summary>
    public IReadOnlyDictionary<string, string> SiteKeys(IReadOnlyCollection<string> but) => values
        .Where(
            v =>
                v.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
                    && !but.Contains(v.Key[Prefix.Length..], StringComparer.OrdinalIgnoreCase))
        .ToDictionary(v => SiteKey(v.Key[Prefix.Length..]), v => v.Value);

    private static bool IsOurs(string name) =>
        name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || name.Equals("ASPNETCORE_URLS", StringComparison.OrdinalIgnoreCase);

    private static string SiteKey(string name) =>
        WordStart().Replace(name.Replace("__", ".", StringComparison.Ordinal), "_").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])(?=[A-Z])")]
    private static partial Regex WordStart();
}
