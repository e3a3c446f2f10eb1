using System.Text.RegularExpressions;
using FeedHub.Core.Catalog;
using FeedHub.Core.Content;
using FeedHub.Core.Gazetteer;
using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines.Queries;

namespace FeedHub.Core.Timelines;

/// <summary>
/// Every condition by which a timeline can be filtered. To add one, add it here: addresses, titles, the form, the language of queries and
/// the store follow from it.
/// </summary>
public static partial class TimelineConditions
{
    /// <summary>Maximum characters of the text to search for.</summary>
    public const int MaxTextChars = 1000;

    public static readonly TimelineCondition Language = new()
    {
        Name = "lang",
        Title = "Language",
        Description = "languages",
        Example = "az,ru",
        Allowed = "two or three letters of a language tag, such as az, hy, ka, ru, tr or en",
        Wording = values => "in " + Or(values.Select(EnglishNames.Language)),
        Canonical = value => LanguageTag().Match(value) is { Success: true } tag ? tag.Groups[1].Value.ToLowerInvariant() : null,
        Of = report => [report.Entry.Language.ToLowerInvariant()],
        WithParts = true,
        Choices = catalog => Polled(catalog).Select(s => s.Language).OfType<string>().Select(l => l.Split('-')[0]),
        Label = (_, value) => EnglishNames.Language(value),
    };

    public static readonly TimelineCondition Country = new()
    {
        Name = "country",
        Title = "Country",
        Description = "countries of the source",
        Example = "GE",
        Allowed = "two-letter country codes (ISO 3166-1), such as AM, AZ, GE, IR, RU or TR",
        Wording = values => "told from " + Or(values.Select(EnglishNames.Country)),
        Canonical = value => value.Length == 2 && value.All(char.IsAsciiLetter) ? value.ToUpperInvariant() : null,
        Of = report => report.Source.Countries,
        Choices = catalog => Polled(catalog).SelectMany(s => s.Countries),
        Label = (_, value) => EnglishNames.Country(value),
    };

    public static readonly TimelineCondition Region = new()
    {
        Name = "region",
        Title = "Region",
        Description = "countries and regions that are reported on",
        Example = "AZ,RU-DA",
        Allowed = "ISO 3166 codes of countries and regions, such as AZ, RU-DA or GE-AB",
        Wording = values => "about " + Or(values),
        Canonical = value => RegionCode().IsMatch(value) ? value.ToUpperInvariant() : null,
        Of = report => report.Subjects.Regions.Where(r => r.Value >= Subjects.LeastRegion).Select(r => r.Key),
        WithParts = true,
        Describe = values => "about " + string.Join(", ", values),
        Choices = catalog => catalog.Gazetteer.Entries.Where(IsRegion).Select(e => e.Regions[0]),
        Label = (catalog, value) => catalog.Gazetteer.Entries.FirstOrDefault(e => IsRegion(e) && e.Regions[0] == value)?.Title ?? value,
    };

    public static readonly TimelineCondition Topic = new()
    {
        Name = "topic",
        Title = "Topic",
        Description = "topics",
        Example = "energy,transport",
        Allowed = "topics of the gazetteer, such as transport: lower-case letters, digits and hyphens",
        Wording = values => "on " + Or(values),
        Canonical = Id,
        Of = report => report.Subjects.Topics.Where(t => t.Value >= Subjects.LeastTopic).Select(t => t.Key),
        Choices = catalog => catalog.Gazetteer.Topics.Select(t => t.Id),
    };

    public static readonly TimelineCondition Kind = new()
    {
        Name = "kind",
        Title = "Kind",
        Description = $"kinds of source: {string.Join(", ", SourceKindNames.AllKinds)}",
        Allowed = string.Join(", ", SourceKindNames.AllKinds),
        Wording = values => $"told by {Or(values)} outlets",
        Canonical = value => SourceKindNames.TryParseKind(value.ToLowerInvariant(), out var kind) ? kind.Name() : null,
        Of = report => report.Source.Kind is { } kind ? [kind.Name()] : [],
        Order = Comparer<string>.Create((a, b) => KindOf(a).CompareTo(KindOf(b))),
        Choices = catalog => Polled(catalog).Select(s => s.Kind?.Name()).OfType<string>(),
    };

    public static readonly TimelineCondition Source = new()
    {
        Name = "source",
        Title = "Source",
        Description = "IDs of sources, as in the addresses of their pages",
        Example = "oc-media",
        Allowed = "the ID of a source: lower-case letters, digits and hyphens",
        Wording = values => "from " + Or(values),
        Canonical = Id,
        Of = report => [report.Source.Id.Value],
        Choices = catalog => Polled(catalog).Select(s => s.Id.Value),
        Label = (catalog, value) => catalog.Sources.FirstOrDefault(s => s.Id.Value == value)?.Title ?? value,
    };

    public static readonly TimelineCondition Outlet = new()
    {
        Name = "outlet",
        Title = "Outlet",
        Description = "IDs of outlets: what “outlet” in the files of their sources says, else the ID of the source",
        Allowed = "the ID of an outlet: lower-case letters, digits and hyphens",
        Wording = values => "from " + Or(values),
        Canonical = Id,
        Of = report => [report.Source.Outlet],
    };

    public static readonly TimelineCondition Entity = new()
    {
        Name = "entity",
        Title = "Name",
        Description = "people, places and organisations of the gazetteer, by ID or by any of their names",
        Example = "ilham-aliyev",
        Allowed = "names or IDs of entries of the gazetteer, each of at most 100 characters",
        Canonical = value => value.Length <= 100 && value.Any(char.IsLetter) && !value.Any(char.IsControl) ? value : null,
        // Its entries say in words what they are.
        Asks = values => new StoryQuery.Any([.. values.Select(value => new StoryQuery.Names(value))]),
    };

    public static readonly TimelineCondition Outlets = TellingConditions.Outlets();
    public static readonly TimelineCondition ToldLanguage = TellingConditions.Told(Language);
    public static readonly TimelineCondition NotToldLanguage = TellingConditions.NotTold(Language);
    public static readonly TimelineCondition ToldCountry = TellingConditions.Told(Country);
    public static readonly TimelineCondition NotToldCountry = TellingConditions.NotTold(Country);
    public static readonly TimelineCondition ToldKind = TellingConditions.Told(Kind);
    public static readonly TimelineCondition NotToldKind = TellingConditions.NotTold(Kind);
    public static readonly TimelineCondition Only = TellingConditions.Only(Kind);

    public static readonly TimelineCondition After = new()
    {
        Name = "after",
        Title = "After",
        Description = "arrived then or later",
        Example = "2026-11-01",
        Allowed = QueryTime.Allowed,
        Wording = values => "arrived since " + And(values),
        Describe = values => "arrived since " + And(values),
        Canonical = value => QueryTime.Parse(value)?.Text,
        Asks = values => new StoryQuery.All([.. values.Select(value => new StoryQuery.Since(QueryTime.Parse(value)!))]),
    };

    public static readonly TimelineCondition Before = new()
    {
        Name = "before",
        Title = "Before",
        Description = "arrived earlier",
        Example = "2026-12-01",
        Allowed = QueryTime.Allowed + "; as a parameter also the position that a link to older stories gives",
        Wording = values => "arrived before " + And(values),
        Describe = values => "arrived before " + And(values),
        Canonical = value => QueryTime.Parse(value)?.Text,
        Asks = values =>
            new StoryQuery.All([.. values.Select(value => new StoryQuery.Lacks(new StoryQuery.Since(QueryTime.Parse(value)!)))]),
    };

    public static readonly TimelineCondition Text = new()
    {
        Name = "q",
        Title = "Search titles and texts",
        Description = "a query, such as words in titles and texts",
        Allowed = $"at most {MaxTextChars} characters",
        Asks = values => QueryParser.Read(values[0], Fields!) is QueryReading.Understood { Query: var query }
            ? query
            : throw new ArgumentException("This query was refused when it was read.", nameof(values)),
        Canonical = SearchText,
        IsText = true,
        Describe = values => $"“{values[0]}”",
    };

    /// <summary>All conditions, in their order in addresses and titles.</summary>
    public static readonly IReadOnlyList<TimelineCondition> All =
    [
        Language, Country, Region, Topic, Kind, Source, Outlet, Entity, Outlets, ToldLanguage, NotToldLanguage,
        ToldCountry, NotToldCountry, ToldKind, NotToldKind, Only, After, Before, Text,
    ];

    /// <summary>The conditions that are fields of the language of queries, by name.</summary>
    public static readonly IReadOnlyDictionary<string, QueryField> Fields = All.Where(c => !c.IsText)
        .ToDictionary(c => c.Name, c => new QueryField(c.Name, c.Allowed, c.Read));

    private static IEnumerable<Source> Polled(FeedCatalog catalog) => catalog.Sources.Where(s => s.Enabled);

    /// <summary>
    /// Whether the entry is what its code stands for: a state is AZ, and Dagestan is RU-DA, but a province without a code is only within a
    /// state.
    /// </summary>
    private static bool IsRegion(GazetteerEntry entry) => entry.Regions is [var code, ..]
        && (entry.Kind == GazetteerKind.State || (entry.Kind == GazetteerKind.Region && code.Contains('-', StringComparison.Ordinal)));

    private static SourceKind KindOf(string word) => SourceKindNames.TryParseKind(word, out var kind) ? kind : (SourceKind)int.MaxValue;

    internal static string Or(IEnumerable<string> values) => string.Join(" or ", values);

    internal static string And(IEnumerable<string> values) => string.Join(" and ", values);

    private static string? Id(string value) => GivenId().IsMatch(value) ? value : null;

    private static string? SearchText(string value)
    {
        var printable = string.Concat(value.Select(c => char.IsControl(c) ? ' ' : c));
        var words = string.Join(' ', printable.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words.Length is > 0 and <= MaxTextChars ? words : null;
    }

    [GeneratedRegex("^([A-Za-z]{2,3})(-[A-Za-z0-9]{1,8})*$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();

    [GeneratedRegex("^[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?$", RegexOptions.CultureInvariant)]
    private static partial Regex RegionCode();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,99}$", RegexOptions.CultureInvariant)]
    private static partial Regex GivenId();
}
