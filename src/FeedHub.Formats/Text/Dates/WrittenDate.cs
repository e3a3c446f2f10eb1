using System.Globalization;
using System.Text.RegularExpressions;

namespace FeedHub.Formats.Text.Dates;

/// <summary>Dates as people write them: RFC 822, RFC 850, asctime, and day, month and year in any unambiguous order.</summary>
internal static partial class WrittenDate
{
    public static DateParts? Parse(string text)
    {
        var time = Time().Match(text);
        if (!time.Success)
            time = DottedTime().Match(text);
        var date = time.Success ? text[..time.Index] : text;
        var rest = time.Success ? text[(time.Index + time.Length)..].Trim() : "";
        if (rest.StartsWith(':') || rest.StartsWith('.'))
            return null;
        var parts = Hours(time);
        // What follows the time is the zone; asctime has the year there, alone or after the zone, and others the whole date.
        var dateFollows = time.Success && !date.AsSpan().ContainsAnyInRange('0', '9');
        foreach (var word in rest.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var isOpen = parts.Offset is null && parts.Zone is null;
            if (isOpen && IsOffsetWithoutSign(word) && Date(date, parts) is not null)
                parts = parts with { Offset = ZoneWords.Find("+" + word)?.Offset };
            else if (word.Length == 4 && word.All(char.IsAsciiDigit))
                date += " " + word;
            else if (isOpen && ZoneWords.Find(word.Trim('(', ')', ',')) is { } zone)
                parts = parts with { Offset = zone.Offset, Zone = zone.Named };
            else if (word.StartsWith('(') && !(dateFollows && word.Any(char.IsAsciiDigit)))
                break;
            else if (dateFollows && !word.Any(char.IsLetterOrDigit))
                continue;
            else if (word[0] is '+' or '-')
                return null;
            else if (dateFollows || DateWords.Month(word) is not null || word.All(c => char.IsAsciiDigit(c) || c == ','))
                date += " " + word.Trim('(', ')');
        }

        return Date(date, parts);
    }

    // A + in an address is a blank, so "+0400" that passed through one is "0400".
    private static bool IsOffsetWithoutSign(string word) =>
        word.Length == (word.Contains(':', StringComparison.Ordinal) ? 5 : 4) && word[0] is '0' or '1'
        && ZoneWords.Find("+" + word) is not null;

    private static DateParts Hours(Match time)
    {
        if (!time.Success)
            return default;
        var hour = Number(time.Groups["hour"].Value);
        if (time.Groups["half"] is { Success: true, Value: var half } && hour is >= 1 and <= 12)
            hour = (hour % 12) + (half[0] == 'p' ? 12 : 0);
        return new DateParts { Hour = hour, Minute = Number(time.Groups["minute"].Value), Second = Number(time.Groups["second"].Value) };
    }

    private static DateParts? Date(string text, DateParts parts)
    {
        if (YearFirst().Match(text) is { Success: true } ordered)
        {
            return parts with
            {
                Year = Number(ordered.Groups["a"].Value),
                Month = Number(ordered.Groups["b"].Value),
                Day = Number(ordered.Groups["c"].Value)
            };
        }

        int? month = null, last = null;
        var numbers = new List<string>();
        foreach (Match token in Token().Matches(text))
        {
            if (char.IsAsciiDigit(token.Value[0]))
            {
                numbers.Add(token.Value);
            }
            else if (DateWords.Month(token.Value) is { } named
                && !(token.Index == 0 && text.AsSpan(token.Length).TrimStart('.').StartsWith(",")))
            {
                // Some days of the week begin like months (mar., Pazar): the month follows a number, or else comes last.
                last = named;
                if (numbers.Count == 1)
                    month ??= named;
            }
        }

        return (month ?? last) is { } found ? WithMonth(numbers, found, parts) : InFigures(numbers, parts);
    }

    private static DateParts? WithMonth(List<string> numbers, int month, DateParts parts)
    {
        if (numbers.Count != 2)
            return null;
        var (day, year) = numbers[0].Length > 2 ? (numbers[1], numbers[0]) : (numbers[0], numbers[1]);
        return Year(year) is { } known ? parts with { Day = Number(day), Month = month, Year = known } : null;
    }

    // The day comes first in every country of our sources; the month comes first only where nothing else is possible.
    private static DateParts? InFigures(List<string> numbers, DateParts parts)
    {
        if (numbers.Count != 3 || Year(numbers[2]) is not { } year)
            return null;
        var (day, month) = (Number(numbers[0]), Number(numbers[1]));
        return month > 12 ? parts with { Day = month, Month = day, Year = year } : parts with { Day = day, Month = month, Year = year };
    }

    private static int? Year(string digits) => digits.Length switch
    {
        2 => DateParts.FullYear(Number(digits)),
        3 when Number(digits) >= 100 => Number(digits) + 1900, // a year counted from 1900, as broken scripts print it
        4 => Number(digits),
        _ => null,
    };

    private static int Number(string digits) => digits.Length is 0 or > 6 ? 0 : int.Parse(digits, CultureInfo.InvariantCulture);

    private const RegexOptions Options = RegexOptions.ExplicitCapture;

    // "12:30 AMT" is a time in Armenia, so no letter may follow the m.
    private const string Half = @"(\s*(?<half>[ap])\.?m\.?(?!\p{L}))?";

    [GeneratedRegex(
        @"(^|[\s,t])(?<hour>\d{1,2}):(?<minute>\d{1,2})((:(?<second>\d{1,2})|\.(?<second>\d{2}))(\.\d{1,9})?)?(?!\d)" + Half, Options)]
    private static partial Regex Time();

    // "08.05" is a time; "23.11.2026" is not.
    [GeneratedRegex(@"(^|[\s,t])(?<hour>\d{1,2})\.(?<minute>\d{2})(?:[:.](?<second>\d{2}))?(?![\d.])" + Half, Options)]
    private static partial Regex DottedTime();

    [GeneratedRegex(@"(^|[\s,])(?<a>\d{4})[/.\-](?<b>\d{1,2})[/.\-](?<c>\d{1,2})(\s|,|$)", Options)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"\p{L}+|\d+", Options)]
    private static partial Regex Token();
}
