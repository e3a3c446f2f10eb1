using System.Globalization;
using FeedHub.Core.Views;

namespace FeedHub.Tests.Core.Views;

public sealed class AlertTimingTests
{
    [Theory]
    [InlineData("Asia/Baku", "07:30", "2026-11-30T02:00:00Z", "2026-11-30T03:30:00Z")]
    [InlineData("Asia/Baku", "07:30", "2026-11-30T03:30:00Z", "2026-12-01T03:30:00Z")]
    // At home it is the next day already.
    [InlineData("Asia/Tokyo", "01:00", "2026-11-30T15:30:00Z", "2026-11-30T16:00:00Z")]
    // The clocks go forward over 02:30, so there is no such time on that day.
    [InlineData("Europe/Berlin", "02:30", "2027-03-27T12:00:00Z", "2027-03-28T01:00:00Z")]
    // They go back, and 02:30 comes twice: it is told once.
    [InlineData("Europe/Berlin", "02:30", "2026-10-24T12:00:00Z", "2026-10-25T01:30:00Z")]
    [InlineData("Europe/Berlin", "02:30", "2026-10-25T01:30:00Z", "2026-10-26T01:30:00Z")]
    public void A_daily_mail_comes_at_its_time_in_the_zone_of_its_reader(string zone, string at, string now, string next) => Assert.Equal(
        Instant(next), new AlertTiming(AlertPace.Daily, TimeOnly.Parse(at, CultureInfo.InvariantCulture), zone).NextAfter(Instant(now)));

    [Theory]
    [InlineData("2026-11-30T02:00:00Z", "2026-11-30T03:00:00Z")]
    [InlineData("2026-11-30T02:59:59Z", "2026-11-30T03:00:00Z")]
    public void An_hourly_mail_comes_on_the_hour(string now, string next) =>
        Assert.Equal(Instant(next), (AlertTiming.AtOnce with { Pace = AlertPace.Hourly }).NextAfter(Instant(now)));

    [Fact]
    public void Mail_at_once_leaves_a_minute_between_mails() =>
        Assert.Equal(Instant("2026-11-30T02:01:00Z"), AlertTiming.AtOnce.NextAfter(Instant("2026-11-30T02:00:00Z")));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
