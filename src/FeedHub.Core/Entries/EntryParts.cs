using System.Globalization;
using FeedHub.Core.Content;
using FeedHub.Formats;

namespace FeedHub.Core.Entries;

/// <summary>The authors, enclosures and categories of an item, cleaned and bounded.</summary>
internal static class EntryParts
{
    private const int MaxAuthors = 20;
    private const int MaxEnclosures = 50;
    private const int MaxCategories = 50;
    private const int MaxName = 200;
    private const int MaxMediaType = 100;

    public static IReadOnlyList<FeedPerson> Authors(IReadOnlyList<FeedPerson> people) =>
    [
        .. people.Take(MaxAuthors)
            .Select(p => new FeedPerson(Line(p.Name, MaxName), Line(p.Email, MaxName), WebLink.Resolve(p.Uri, null)))
            .Where(p => p != new FeedPerson())
            .Distinct(),
    ];

    public static IReadOnlyList<FeedEnclosure> Enclosures(IReadOnlyList<FeedEnclosure> files, string baseUrl) =>
    [
        .. files.Take(MaxEnclosures)
            .Where(f => WebLink.Resolve(f.Url, baseUrl) is not null)
            .Select(
                f => new FeedEnclosure(WebLink.Resolve(f.Url, baseUrl)!, Line(f.Type, MaxMediaType), f.Length is >= 0 ? f.Length : null))
            .DistinctBy(f => f.Url),
    ];

    public static IReadOnlyList<string> Categories(IReadOnlyList<FeedCategory> categories) =>
        [.. categories.Select(c => Line(c.Label ?? c.Term, MaxName)).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(MaxCategories)];

    public static IEnumerable<string?> Parts(IReadOnlyList<FeedPerson> authors) =>
        authors.SelectMany(a => new[] { a.Name, a.Email, a.Uri });

    public static IEnumerable<string?> Parts(IReadOnlyList<FeedEnclosure> enclosures) =>
        enclosures.SelectMany(e => new[] { e.Url, e.Type, e.Length?.ToString(CultureInfo.InvariantCulture) });

    // Publishers write names as HTML too, but a name in angle brackets is no tag.
    private static string? Line(string? text, int maxLength) =>
        text is null ? null
        : PlainText.Excerpt(FeedText.Guess(text) is { Kind: FeedTextKind.Html, Value: var html } ? PlainText.FromHtml(html)
            : PlainText.OneLine(text), maxLength) is { Length: > 0 } line ? line : null;
}
