using System.Globalization;
using System.Text.Json;
using FeedHub.Formats.Drafts;

namespace FeedHub.Formats.Json;

/// <summary>Reads JSON values of whatever type a publisher gave them; a value of the wrong type is treated as absent.</summary>
internal static class JsonValue
{
    /// <summary>
    /// A string, or a number as a string (IDs are numbers in many feeds); null for anything else and for a blank string.
    /// </summary>
    public static string? Text(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString() is { } text && !string.IsNullOrWhiteSpace(text) ? text : null,
        JsonValueKind.Number => element.GetRawText(),
        _ => null,
    };

    public static long? Integer(this JsonElement element) =>
        double.TryParse(element.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and < 1e15
            ? (long)number
            : null;

    public static JsonElement Property(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    public static IEnumerable<JsonElement> Elements(this JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [];

    public static IEnumerable<FeedLink> Links(params IEnumerable<(string? Url, string Rel)> links) =>
        links.Where(link => link.Url is not null).Select(link => new FeedLink(link.Url!, link.Rel));

    /// <summary>
    /// The authors of JSON Feed 1.1, or the one author of 1.0; each may be a list, one object, or a name alone, whatever its version says.
    /// </summary>
    public static IReadOnlyList<FeedPerson> Authors(JsonElement authors, JsonElement author, Func<string, string> resolve) =>
        People(authors, resolve) is { Count: > 0 } people ? people : People(author, resolve);

    /// <summary>Tags in a list, or in one string with commas between; blank and repeated ones are left out.</summary>
    public static IReadOnlyList<FeedCategory> Tags(JsonElement tags)
    {
        var names = tags.ValueKind == JsonValueKind.Array
            ? tags.EnumerateArray().Select(tag => tag.Text() ?? tag.Property("name").Text())
            : tags.Text()?.Split(',') ?? [];
        return [.. names.Select(name => name?.Trim()).Where(name => name is { Length: > 0 }).Take(500).Distinct()
            .Select(name => new FeedCategory(name!))];
    }

    private static IReadOnlyList<FeedPerson> People(JsonElement people, Func<string, string> resolve)
    {
        var list = people.ValueKind == JsonValueKind.Array ? people.Elements() : [people];
        return [.. list.Take(100).Select(person => Person(person, resolve)).OfType<FeedPerson>().Distinct()];
    }

    private static FeedPerson? Person(JsonElement person, Func<string, string> resolve)
    {
        if (person.ValueKind == JsonValueKind.String)
            return PersonText.Parse(person.Text());
        var (name, url) = (person.Property("name").Text()?.Trim(), person.Property("url").Text()?.Trim());
        if (name is null && url is null)
            return null;
        if (url?.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) == true)
            return new FeedPerson(name, url[7..]);
        return new FeedPerson(name, Uri: url is null ? null : resolve(url));
    }
}
