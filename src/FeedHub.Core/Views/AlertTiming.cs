using System.Globalization;

namespace FeedHub.Core.Views;

/// <summary>How often mail is sent.</summary>
public enum AlertPace
{
    AtOnce,
    Hourly,
    /// <summary>Once a day, at a time in the reader's zone.</summary>
    Daily,
}

/// <summary>When an alert tells what there is to tell.</summary>
/// <param name="At">The time of day (<see cref="AlertPace.Daily"/>).</param>
/// <param name="Zone">IANA name of the zone of that time, and of the times in the mail.</param>
public sealed record AlertTiming(AlertPace Pace, TimeOnly At, string Zone)
{
    /// <summary>Mail that is sent “at once” is sent this often at most, so that a busy hour is not a hundred mails.</summary>
    public static readonly TimeSpan BetweenMails = TimeSpan.FromMinutes(1);

    public static readonly TimeOnly UsualTime = new(7, 0);
    public const string UsualZone = "UTC";

    public static readonly AlertTiming AtOnce = new(AlertPace.AtOnce, UsualTime, UsualZone);

    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(Zone);

    /// <summary>When to tell next, after having told now.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset now) => Pace switch
    {
        AlertPace.AtOnce => now + BetweenMails,
        AlertPace.Hourly => now.AddTicks(TimeSpan.TicksPerHour - (now.UtcTicks % TimeSpan.TicksPerHour)),
        _ => NextDay(now),
    };

    /// <summary>The time of day comes once on each day, even if the clocks are put forward over it or back.</summary>
    private DateTimeOffset NextDay(DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZone).DateTime);
        return Enumerable.Range(0, 3).Select(days => InZone(today.AddDays(days))).First(at => at > now);
    }

    private DateTimeOffset InZone(DateOnly day)
    {
        var local = day.ToDateTime(At);
        while (TimeZone.IsInvalidTime(local))
            local = local.AddMinutes(30);
        return new DateTimeOffset(local, TimeZone.GetUtcOffset(local)).ToUniversalTime();
    }

    public override string ToString() => Pace switch
    {
        AlertPace.AtOnce => "at once",
        AlertPace.Hourly => "hourly",
        _ => string.Create(CultureInfo.InvariantCulture, $"daily at {At:HH:mm} ({Zone})"),
    };
}
