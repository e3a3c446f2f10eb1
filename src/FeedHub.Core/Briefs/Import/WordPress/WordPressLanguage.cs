using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using FeedHub.Core.Briefs.Import.Blocks;

namespace FeedHub.Core.Briefs.Import.WordPress;

/// <summary>What plug-ins for sites in several languages say about a post: Polylang and WPML.</summary>
internal static partial class WordPressLanguage
{
    /// <summary>Their fields in the REST API.</summary>
    public const string Fields = "lang,translations,wpml_current_locale,wpml_translations";

    /// <summary>
    /// The language of a post as a BCP 47 tag, by the plug-in, else by a <c>lang</c> that holds for all of its text; null if neither says.
    /// </summary>
    public static string? Of(JsonElement post, IHtmlDocument text) =>
        Tag(Text(post, "lang")) ?? Tag(Text(post, "wpml_current_locale"))
        ?? (text.Body?.Children is [var only] ? Tag(only.GetAttribute("lang")) : null);

    /// <summary>The numbers of the same post in other languages, as Polylang gives them.</summary>
    public static IEnumerable<(string Locale, long Number)> NumbersIn(JsonElement post) =>
        !post.TryGetProperty("translations", out var polylang) || polylang.ValueKind != JsonValueKind.Object ? []
        : polylang.EnumerateObject().Where(o => o.Value.ValueKind == JsonValueKind.Number && o.Value.TryGetInt64(out _))
            .Select(o => (o.Name, o.Value.GetInt64()));

    /// <summary>The same post in other languages: Polylang gives their numbers, WPML their addresses.</summary>
    public static IReadOnlyList<ImportedTranslation> TranslationsOf(JsonElement post, Func<long, string?> linkOf)
    {
        var found = new List<ImportedTranslation>();
        foreach (var (locale, number) in NumbersIn(post))
        {
            Add(locale, linkOf(number));
        }
        if (post.TryGetProperty("wpml_translations", out var wpml) && wpml.ValueKind == JsonValueKind.Array)
        {
            foreach (var one in wpml.EnumerateArray().Where(o => o.ValueKind == JsonValueKind.Object))
            {
                Add(Text(one, "locale"), Text(one, "href"));
            }
        }
        return found;

        void Add(string? locale, string? url)
        {
            if (Tag(locale) is { } language && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            {
                found.Add(new(language, address.AbsoluteUri));
            }
        }
    }

    /// <summary>The language of a locale such as <c>az_AZ</c>; its country says where, not in what language.</summary>
    private static string? Tag(string? locale) =>
        Primary().Match(locale ?? "") is { Success: true } match ? match.Value.ToLowerInvariant() : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("^[A-Za-z]{2,3}(?![A-Za-z])")]
    private static partial Regex Primary();
}
