namespace FeedHub.Formats.Text.Dates;

/// <summary>The parts of a date as written, not yet checked.</summary>
internal readonly record struct DateParts
{
    public int Year { get; init; }
    public int Month { get; init; }
    public int Day { get; init; }
    public int Hour { get; init; }
    public int Minute { get; init; }
    public int Second { get; init; }
    public int Millisecond { get; init; }
    /// <summary>Offset from UTC; null when none was written.</summary>
    public TimeSpan? Offset { get; init; }
    /// <summary>The zone that was written by name.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>Two-digit years up to 69 are in this century, as in POSIX.</summary>
    public static int FullYear(int year) => year + (year < 70 ? 2000 : 1900);

    public DateTimeOffset? ToInstant(TimeZoneInfo? zone)
    {
        if (Year is < 1 or > 9999 || Month is < 1 or > 12 || Day < 1 || Day > DateTime.DaysInMonth(Year, Month))
            return null;
        var endOfDay = Hour == 24 && Minute == 0 && Second == 0;
        if ((Hour is < 0 or > 23 && !endOfDay) || Minute is < 0 or > 59 || Second is < 0 or > 60)
            return null;
        // A leap second becomes the second before it.
        var local = new DateTime(
            Year, Month, Day, endOfDay ? 0 : Hour, Minute, Math.Min(Second, 59), Millisecond, DateTimeKind.Unspecified);
        try
        {
            if (endOfDay)
                local = local.AddDays(1);
            var written = Zone ?? zone;
            return new DateTimeOffset(local, Offset ?? written?.GetUtcOffset(local) ?? TimeSpan.Zero);
        }
        catch (ArgumentOutOfRangeException)
        {
            return null; // beyond the first or the last year
        }
    }
}
