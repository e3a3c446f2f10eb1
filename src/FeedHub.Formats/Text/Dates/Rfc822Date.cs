using System.Globalization;

namespace FeedHub.Formats.Text.Dates;

/// <summary>RFC 822 dates as nearly every RSS feed sends them; any other form is left to <see cref="WrittenDate"/>.</summary>
internal static class Rfc822Date
{
    private const string Months = "jan feb mar apr may jun jul aug sep oct nov dec ";

    /// <summary>Reads <c>Thu, 01 Jan 2004 19:48:21 GMT</c> or with an offset; null for any other form.</summary>
    public static DateTimeOffset? ParseCommon(ReadOnlySpan<char> text)
    {
        if (text.Length < 20)
            return null;
        if (text[3] == ',' && text[4] == ' ')
            text = text[5..];
        var digits = text.Length > 1 && char.IsAsciiDigit(text[1]) ? 2 : 1;
        // "01 Jan 2004 19:48:21 " and a zone
        if (text.Length < digits + 20
            || text[digits] != ' '
            || text[digits + 4] != ' '
            || text[digits + 9] != ' '
            || text[digits + 18] != ' ')
        {
            return null;
        }

        if (!Number(text[..digits], out var day)
            || !Number(text.Slice(digits + 5, 4), out var year)
            || Month(text.Slice(digits + 1, 3)) is not { } month)
        {
            return null;
        }

        var time = text.Slice(digits + 10, 8);
        if (time[2] != ':'
            || time[5] != ':'
            || !Number(time[..2], out var hour)
            || !Number(time.Slice(3, 2), out var minute)
            || !Number(time.Slice(6, 2), out var second))
        {
            return null;
        }

        if (Offset(text[(digits + 19)..]) is not { } offset)
            return null;
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

    private static int? Month(ReadOnlySpan<char> word) =>
        Months.AsSpan().IndexOf(word, StringComparison.OrdinalIgnoreCase) is var at and >= 0 && at % 4 == 0 ? (at / 4) + 1 : null;

    private static TimeSpan? Offset(ReadOnlySpan<char> zone)
    {
        if (zone is "GMT" or "UTC" or "Z" or "UT")
            return TimeSpan.Zero;
        if (zone.Length != 5
            || zone[0] is not ('+' or '-')
            || !Number(zone.Slice(1, 2), out var hours)
            || !Number(zone.Slice(3, 2), out var minutes)
            || hours > 13
            || minutes > 59)
        {
            return null;
        }

        var offset = new TimeSpan(hours, minutes, 0);
        return zone[0] == '-' ? -offset : offset;
    }

    private static bool Number(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
