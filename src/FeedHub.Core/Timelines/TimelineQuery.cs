using System.Globalization;
using System.Web;
using FeedHub.Core.Timelines.Queries;

namespace FeedHub.Core.Timelines;

/// <summary>Reads and writes a timeline filter as the query of an address.</summary>
public static class TimelineQuery
{
    private const int MaxValues = 50;

    /// <summary>Reads the known parameters. Unknown ones are ignored, and so are empty ones, which forms send.</summary>
    /// <param name="valuesOf">Returns all values for a name in the address.</param>
    public static TimelineReading Read(Func<string, IEnumerable<string?>> valuesOf)
    {
        var problems = new List<QueryProblem>();
        var filter = TimelineConditions.All.Aggregate(
            TimelineFilter.All, (filter, condition) => filter.With(condition, condition.IsText ? Text(condition) : List(condition)));
        filter = filter with
        {
            Limit = (int)(
                Number("limit", $"a whole number from 1 to {TimelineFilter.MaxLimit}", TimelineFilter.MaxLimit)
                    ?? TimelineFilter.DefaultLimit),
            Before = Given(TimelineConditions.Before.Name).Select(Position).FirstOrDefault(position => position is not null),
        };
        if (filter[TimelineConditions.Text] is [var text]
            && QueryParser.Read(text, TimelineConditions.Fields) is QueryReading.Refused refused)
        {
            problems.Add(new QueryProblem(
                TimelineConditions.Text.Name,
                string.Create(CultureInfo.InvariantCulture, $"At character {refused.At + 1} of “{Shown(text)}”: {refused.Problem}")));
        }
        return problems.Count == 0 ? new TimelineReading.Understood(filter) : new TimelineReading.Refused(problems);

        IEnumerable<string> List(TimelineCondition condition)
        {
            // A link to older stories gives their position under the name of a condition.
            var given = Given(condition.Name).Where(v => condition != TimelineConditions.Before || Position(v) is null)
                .SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
            foreach (var bad in given.Where(v => condition.Canonical(v) is null))
                problems.Add(new QueryProblem(condition.Name, $"“{Shown(bad)}” is not allowed; allowed: {condition.Allowed}."));
            if (given.Count > MaxValues)
                problems.Add(new QueryProblem(condition.Name, $"At most {MaxValues} values are allowed."));
            return given.Select(condition.Canonical).OfType<string>();
        }

        IEnumerable<string> Text(TimelineCondition condition) =>
            One(condition.Name, condition.Allowed, condition.Canonical) is { } text ? [text] : [];

        long? Number(string name, string allowed, long max)
        {
            var number = One(name, allowed, s => ParseNumber(s) is >= 1 and var n && n <= max ? s : null);
            return number is null ? null : ParseNumber(number);
        }

        string? One(string name, string allowed, Func<string, string?> canonical)
        {
            var given = Given(name).ToList();
            if (given.Count == 0)
                return null;
            if (given.Count == 1 && canonical(given[0]) is { } value)
                return value;
            problems.Add(new QueryProblem(name, $"“{Shown(string.Join("”, “", given))}” is not allowed; allowed: {allowed}, given once."));
            return null;
        }

        IEnumerable<string> Given(string name) => valuesOf(name).OfType<string>().Where(v => !string.IsNullOrWhiteSpace(v));
    }

    /// <summary>
    /// The canonical spelling of a filter: empty for <see cref="TimelineFilter.All"/>, else with a leading question mark.
    /// </summary>
    public static string Write(TimelineFilter filter)
    {
        var parts = TimelineConditions.All.Where(c => filter[c].Count > 0).Select(c => $"{c.Name}={Spelt(c, filter[c])}").ToList();
        if (filter.Limit != TimelineFilter.DefaultLimit)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"limit={filter.Limit}"));
        if (filter.Before is { } before)
            parts.Add($"before={before}");
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static TimelineReading Parse(string query)
    {
        var values = HttpUtility.ParseQueryString(query);
        return Read(name => values.GetValues(name) ?? []);
    }

    /// <summary>The position of the story below which a page begins: “2026-11” is a month.</summary>
    private static TimelinePosition? Position(string? value) =>
        value is not null && QueryTime.Parse(value) is null ? TimelinePosition.Parse(value) : null;

    private static string Spelt(TimelineCondition condition, IReadOnlyList<string> values) =>
        string.Join(',', values.Select(Uri.EscapeDataString));

    private static long? ParseNumber(string value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Shown(string value) => value.Length <= 60 ? value : value[..60] + "…";
}

/// <summary>The result of reading a query: a filter, or the errors.</summary>
public abstract record TimelineReading
{
    private TimelineReading()
    {
    }

    public sealed record Understood(TimelineFilter Filter) : TimelineReading;

    public sealed record Refused(IReadOnlyList<QueryProblem> Problems) : TimelineReading;
}

/// <summary>A parameter with a value that is not allowed, and what is allowed.</summary>
public sealed record QueryProblem(string Field, string Message);
