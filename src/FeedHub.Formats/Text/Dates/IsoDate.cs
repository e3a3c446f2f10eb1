using System.Globalization;
using System.Text.RegularExpressions;

namespace FeedHub.Formats.Text.Dates;

/// <summary>ISO 8601 with its profiles W3C-DTF and RFC 3339, and similar dates with the year first.</summary>
internal static partial class IsoDate
{
    private static readonly TimeSpan KoreanTime = TimeSpan.FromHours(9);

    /// <summary>The one form that most feeds send today, <c>2003-12-31T10:14:55Z</c> or with an offset; null for any other.</summary>
    public static DateTimeOffset? ParseCommon(string text)
    {
        if (text.Length is not (20 or 25) || text[4] != '-' || text[10] is not ('T' or 't' or ' '))
            return null;
        var span = text.AsSpan();
        if (!Digits(span, 0, 4, out var year) || !Digits(span, 5, 2, out var month) || !Digits(span, 8, 2, out var day)
            || !Digits(span, 11, 2, out var hour) || !Digits(span, 14, 2, out var minute) || !Digits(span, 17, 2, out var second)
            || text[7] != '-' || text[13] != ':' || text[16] != ':')
        {
            return null;
        }

        TimeSpan offset;
        if (text.Length == 20 && text[19] is 'Z' or 'z')
        {
            offset = TimeSpan.Zero;
        }
        else if (text.Length == 25
            && text[19] is '+' or '-'
            && text[22] == ':'
            && Digits(span, 20, 2, out var hours)
            && Digits(span, 23, 2, out var minutes)
            && hours < 15
            && minutes < 60)
        {
            offset = new TimeSpan(hours, minutes, 0) * (text[19] == '-' ? -1 : 1);
        }
        else
        {
            return null;
        }

        return new DateParts
        {
            Year = year,
            Month = month,
            Day = day,
            Hour = hour,
            Minute = minute,
            Second = second,
            Offset = offset
        }.ToInstant(null);
    }

    /// <summary>Whether the text begins as an ISO date, so that no other form is tried.</summary>
    public static bool IsIso(string text) => Start().IsMatch(text);

    public static DateParts? Parse(string text)
    {
        var match = Korean().Match(text);
        if (!match.Success)
            match = Extended().Match(text);
        if (!match.Success)
            match = Basic().Match(text);
        if (!match.Success)
            match = TwoDigitYear().Match(text);
        return match.Success ? From(match) : null;
    }

    private static DateParts? From(Match match)
    {
        if (Date(match) is not { } date || Zone(match.Groups["zone"].Value) is not { } zone)
            return null;
        var hour = Number(match, "hour", 0);
        if (match.Groups["half"] is { Success: true, Value: var half } && hour is >= 1 and <= 12)
            hour = (hour % 12) + (half is "오후" or "p" ? 12 : 0);
        var fraction = match.Groups["fraction"].Value;
        return date with
        {
            Hour = hour,
            Minute = Number(match, "minute", 0),
            Second = Number(match, "second", 0),
            Millisecond = fraction.Length == 0 ? 0 : int.Parse(fraction.PadRight(3, '0')[..3], CultureInfo.InvariantCulture),
            Offset = zone.Offset ?? (match.Groups["korean"].Success ? KoreanTime : null),
            Zone = zone.Named,
        };
    }

    private static DateParts? Date(Match match)
    {
        var year = match.Groups["shortyear"].Success ? DateParts.FullYear(Number(match, "shortyear", 0)) : Number(match, "year", 0);
        if (match.Groups["ordinal"].Success)
        {
            var ordinal = Number(match, "ordinal", 0);
            // The day of the year; "22013" is more likely a mistyped 2013 than the 13th day of 2022.
            if (match.Groups["shortyear"].Success && Year().IsMatch(match.Value[1..]))
                return null;
            if (year is < 1 or > 9999 || ordinal < 1 || ordinal > (DateTime.IsLeapYear(year) ? 366 : 365))
                return null;
            var date = new DateOnly(year, 1, 1).AddDays(ordinal - 1);
            return new DateParts { Year = year, Month = date.Month, Day = date.Day };
        }

        var month = match.Groups["word"] is { Success: true, Value: var word } ? DateWords.Month(word) ?? 0 : Number(match, "month", 1);
        return new DateParts { Year = year, Month = month, Day = Number(match, "day", 1) };
    }

    private static (TimeSpan? Offset, TimeZoneInfo? Named)? Zone(string text) =>
        text.Length == 0 ? (null, null) : ZoneWords.Find(char.IsAsciiDigit(text[0]) ? "+" + text : text);

    private static int Number(Match match, string group, int missing) =>
        match.Groups[group] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : missing;

    private static bool Digits(ReadOnlySpan<char> text, int start, int count, out int number) =>
        int.TryParse(text.Slice(start, count), NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private const string Clock =
        @"(?<hour>\d{1,2}):(?<minute>\d{1,2})(?::(?<second>\d{1,2})(?:[.,:](?<fraction>\d{1,9}))?)?(?!\d)";

    // A + in an address is a blank, so "+04:00" that passed through one is " 04:00".
    private const string Time =
        @"(?:(?:\s*t\s*|\s+)" + Clock
        + @"(?:\s*(?<half>[ap])\.?m\.?(?![a-z]))?(?:\s*(?<zone>[+\-a-z][^\s]*)|\s+(?<zone>\d{2}:?[0-5]\d))?)?";

    private const RegexOptions Options = RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^\d{4}-", Options)]
    private static partial Regex Start();

    [GeneratedRegex(@"^(?:19|20)\d\d$", Options)]
    private static partial Regex Year();

    [GeneratedRegex(@"^(?<year>\d{4})(?:[\-/.](?:(?<ordinal>\d{3})|(?:0?(?<month>\d{1,2})|(?<word>\p{L}{3,}))(?:[\-/.](?<day>\d{1,2}))?))?"
        + Time + "$", Options)]
    private static partial Regex Extended();

    [GeneratedRegex(@"^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:t?(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?(?<zone>[+\-a-z][^\s]*)?)?$", Options)]
    private static partial Regex Basic();

    [GeneratedRegex(@"^(?:-(?<shortyear>\d{2})-?(?<month>\d{2})|(?<shortyear>\d{2})-?(?<month>\d{2})-?(?<day>\d{2})|(?<shortyear>\d{2})(?<ordinal>\d{3}))$", Options)]
    private static partial Regex TwoDigitYear();

    [GeneratedRegex(@"^(?:(?<korean>(?<year>\d{4})년\s*(?<month>\d{1,2})월\s*(?<day>\d{1,2})일)|(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})\s+(?<korean>(?<half>오전|오후)))\s+(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2}))?$", Options)]
    private static partial Regex Korean();
}
