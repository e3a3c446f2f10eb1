using System.Globalization;
using System.Text.RegularExpressions;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories;

namespace FeedHub.Core.Timelines;

/// <summary>A timeline filter as the query of an address spells it.</summary>
public static partial class TimelineQuery
{
    public const int MaxQueryChars = 200;
    private const int MaxValues = 50;

    /// <summary>Reads the parameters we know; any other is ignored, and an empty one counts as absent, as forms send it.</summary>
    /// <param name="valuesOf">Every value that the address gives for a name.</param>
    public static TimelineReading Read(Func<string, IEnumerable<string?>> valuesOf)
    {
        var problems = new List<QueryProblem>();
        var filter = new TimelineFilter
        {
            Languages = List("lang", PrimaryTag, "two or three letters of a language tag, such as az, hy, ka, ru, tr or en"),
            Countries = List("country", Country, "two-letter country codes (ISO 3166-1), such as AM, AZ, GE, IR, RU or TR"),
            Regions = List("region", Region, "ISO 3166 codes of what is reported on, such as AZ, RU-DA or GE-AB"),
            Topics = List("topic", Id, "topics of the gazetteer, such as transport: lower-case letters, digits and hyphens"),
            Kinds = [.. List("kind", Kind, string.Join(", ", SourceWords.AllKinds)).Select(KindOf).Order()],
            Sources = [.. List("source", Id, "the id of a source: lower-case letters, digits and hyphens").Select(s => new SourceId(s))],
            Query = One("q", $"at most {MaxQueryChars} characters", Words),
            Limit = One("limit", $"a whole number from 1 to {TimelineFilter.MaxLimit}", s => Number(s, TimelineFilter.MaxLimit)) is { } limit
                ? int.Parse(limit, CultureInfo.InvariantCulture)
                : TimelineFilter.DefaultLimit,
            Before = One("before", "the number of a story", s => Number(s, long.MaxValue)) is { } before
                ? new StoryId(long.Parse(before, CultureInfo.InvariantCulture))
                : null,
        };
        return problems.Count == 0 ? new TimelineReading.Understood(filter) : new TimelineReading.Refused(problems);

        IReadOnlyList<string> List(string name, Func<string, string?> canonical, string allowed)
        {
            var given = Given(name).SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
            foreach (var bad in given.Where(v => canonical(v) is null))
                problems.Add(new QueryProblem(name, $"“{Shown(bad)}” is not allowed; allowed: {allowed}."));
            if (given.Count > MaxValues) problems.Add(new QueryProblem(name, $"At most {MaxValues} values are allowed."));
            return [.. given.Select(canonical).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
        }

        string? One(string name, string allowed, Func<string, string?> canonical)
        {
            var given = Given(name).ToList();
            if (given.Count == 0) return null;
            if (given.Count == 1 && canonical(given[0]) is { } value) return value;
            problems.Add(new QueryProblem(name, $"“{Shown(string.Join("”, “", given))}” is not allowed; allowed: {allowed}, given once."));
            return null;
        }

        IEnumerable<string> Given(string name) => valuesOf(name).OfType<string>().Where(v => !string.IsNullOrWhiteSpace(v));
    }

    /// <summary>True for the parameters that choose a page of a timeline, not what it is about.</summary>
    public static bool IsOfOnePage(string name) => name is "limit" or "before";

    /// <summary>The one spelling of a filter: empty for <see cref="TimelineFilter.All"/>, else with a leading question mark.</summary>
    public static string Write(TimelineFilter filter)
    {
        var parts = new List<string>();
        Add("lang", string.Join(',', filter.Languages));
        Add("country", string.Join(',', filter.Countries));
        Add("region", string.Join(',', filter.Regions));
        Add("topic", string.Join(',', filter.Topics));
        Add("kind", string.Join(',', filter.Kinds.Select(k => k.Word())));
        Add("source", string.Join(',', filter.Sources));
        Add("q", Uri.EscapeDataString(filter.Query ?? ""));
        if (filter.Limit != TimelineFilter.DefaultLimit) Add("limit", filter.Limit.ToString(CultureInfo.InvariantCulture));
        Add("before", filter.Before?.ToString() ?? "");
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);

        void Add(string name, string value)
        {
            if (value.Length > 0) parts.Add($"{name}={value}");
        }
    }

    private static string? PrimaryTag(string value) => LanguageTag().Match(value) is { Success: true } m ? m.Groups[1].Value.ToLowerInvariant() : null;

    private static string? Country(string value) => value.Length == 2 && value.All(char.IsAsciiLetter) ? value.ToUpperInvariant() : null;

    private static string? Region(string value) => RegionCode().IsMatch(value) ? value.ToUpperInvariant() : null;

    private static string? Kind(string value) => SourceWords.TryParseKind(value.ToLowerInvariant(), out _) ? value.ToLowerInvariant() : null;

    private static SourceKind KindOf(string word) => SourceWords.TryParseKind(word, out var kind) ? kind : throw new ArgumentException("Not a kind.", nameof(word));

    private static string? Id(string value) => SourceName().IsMatch(value) ? value : null;

    private static string? Words(string value)
    {
        var words = string.Join(' ', string.Concat(value.Select(c => char.IsControl(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words.Length is > 0 and <= MaxQueryChars ? words : null;
    }

    private static string? Number(string value, long max) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= max
            ? n.ToString(CultureInfo.InvariantCulture)
            : null;

    private static string Shown(string value) => value.Length <= 60 ? value : value[..60] + "…";

    [GeneratedRegex("^([A-Za-z]{2,3})(-[A-Za-z0-9]{1,8})*$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();

    [GeneratedRegex("^[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?$", RegexOptions.CultureInvariant)]
    private static partial Regex RegionCode();

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,99}$", RegexOptions.CultureInvariant)]
    private static partial Regex SourceName();
}

/// <summary>What came of reading a query: a filter, or what is wrong in it.</summary>
public abstract record TimelineReading
{
    private TimelineReading()
    {
    }

    public sealed record Understood(TimelineFilter Filter) : TimelineReading;

    public sealed record Refused(IReadOnlyList<QueryProblem> Problems) : TimelineReading;
}

/// <summary>A parameter whose value is not allowed, and what is.</summary>
public sealed record QueryProblem(string Field, string Message);
