using System.Globalization;
using FeedHub.Core.Timelines.Queries;

namespace FeedHub.Tests.Core.Timelines;

public class QueryTimeTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 21, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026", "UTC", "2026-01-01T00:00Z")]
    [InlineData("2026-11", "Asia/Baku", "2026-10-31T20:00Z")]
    [InlineData("2026-11-30", "UTC", "2026-11-30T00:00Z")]
    [InlineData("2026-11-30T09:10", "Asia/Tbilisi", "2026-11-30T05:10Z")]
    [InlineData("today", "UTC", "2026-11-30T00:00Z")]
    [InlineData("TODAY", "Asia/Baku", "2026-11-30T20:00Z")]
    [InlineData("yesterday", "Asia/Baku", "2026-11-29T20:00Z")]
    [InlineData("24h", "Asia/Baku", "2026-11-29T21:30Z")]
    [InlineData("7d", "UTC", "2026-11-23T21:30Z")]
    [InlineData("4w", "UTC", "2026-11-02T21:30Z")]
    [InlineData("9999w", "UTC", "1970-01-01T00:00Z")]
    // The clocks of Berlin go from 2:00 to 3:00 then, and from 3:00 to 2:00.
    [InlineData("2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:00Z")]
    [InlineData("2026-10-25T02:30", "Europe/Berlin", "2026-10-25T01:30Z")]
    public void A_time_begins_when_the_reader_s_clock_says_so(string text, string zone, string expected) => Assert.Equal(
        DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture),
        QueryTime.Parse(text)!.At(Now, TimeZoneInfo.FindSystemTimeZoneById(zone)));

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("26-11-30")]
    [InlineData("2026-13")]
    [InlineData("2026-02-30")]
    [InlineData("0d")]
    [InlineData("7m")]
    [InlineData("1969")]
    [InlineData("")]
    public void Anything_else_is_none(string text) => Assert.Null(QueryTime.Parse(text));

    [Theory]
    [InlineData("7d", true)]
    [InlineData("today", true)]
    [InlineData("2026-11-30T09:10", false)]
    [InlineData("2026", false)]
    public void Some_move_with_the_clock(string text, bool moves) => Assert.Equal(moves, QueryTime.Parse(text)!.IsRelative);
}
