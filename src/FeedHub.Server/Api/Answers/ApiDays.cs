using System.Globalization;
using FeedHub.Core.Timelines;

namespace FeedHub.Server.Api.Answers;

/// <summary>Days of UTC, from the first to the last: given by both, or by the last and how many there are.</summary>
/// <param name="Problem">What is wrong with them together; what is wrong with one alone, the query tells.</param>
internal sealed record ApiDays(DateOnly From, DateOnly To, QueryProblem? Problem)
{
    public const int Default = 90;
    public const int Most = 366;
    public const string Allowed = "a day of UTC such as 2026-11-30";

    public static ApiDays Read(ApiQuery query, DateOnly today)
    {
        var from = query.Value("from", Allowed, Day);
        var to = query.Value("to", Allowed, Day) ?? today;
        var count = query.Value("days", $"a whole number from 1 to {Most}", Count);
        if (from is not { } first)
            return new(to.AddDays(1 - (count ?? Default)), to, null);
        if (count is not null)
            return new(first, to, new("days", "Give either “from” or “days”, not both."));
        if (first > to)
            return new(first, to, new("from", $"{first:O} is after {to:O}, the last day; give an earlier one."));
        return new(first, to, to.DayNumber - first.DayNumber < Most
            ? null
            : new("from", $"From {first:O} to {to:O} are more than {Most} days; ask for them in parts."));
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= 1971 and < 9999
            ? day
            : null;

    private static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= Most ? number : null;
}
