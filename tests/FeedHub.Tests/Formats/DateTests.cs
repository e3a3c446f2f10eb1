using FeedHub.Formats.Text.Dates;

namespace FeedHub.Tests.Formats;

public class DateTests
{
    [Theory]
    // RFC 822, 2822 and 850, asctime, and their broken kin
    [InlineData("Mon, 23 Nov 2026 08:05:09 GMT", "2026-11-23T08:05:09Z")]
    [InlineData("Mon, 23 Nov 2026 08:05:09 +0400", "2026-11-23T04:05:09Z")]
    [InlineData("Mon, 23 Nov 2026 08:05 +04:00", "2026-11-23T04:05:00Z")]
    [InlineData("23 Nov 26 08:05:09 EST", "2026-11-23T13:05:09Z")]
    [InlineData("Monday, 23-Nov-26 08:05:09 GMT", "2026-11-23T08:05:09Z")]
    [InlineData("Mon Nov 23 08:05:09 2026", "2026-11-23T08:05:09Z")]
    [InlineData("Mon, 23 November 2026 8:05:09 PM GMT", "2026-11-23T20:05:09Z")]
    [InlineData("Thur, 3 Dec 2026 24:00:00 GMT", "2026-12-04T00:00:00Z")]
    [InlineData("Mon,23 Nov 2026 08:05:09 MSK", "2026-11-23T05:05:09Z")]
    [InlineData("Mon, 23 Nov 99 08:05:09 GMT", "1999-11-23T08:05:09Z")]
    [InlineData("Nov 23, 2026 08:05", "2026-11-23T08:05:00Z")]
    [InlineData("23.11.2026 08:05", "2026-11-23T08:05:00Z")]
    [InlineData("11/23/2026 08:05", "2026-11-23T08:05:00Z")]
    // ISO 8601 and W3C-DTF
    [InlineData("2026-11-23T08:05:09Z", "2026-11-23T08:05:09Z")]
    [InlineData("2026-11-23T08:05:09.123+04:00", "2026-11-23T04:05:09.123Z")]
    [InlineData("2026-11-23 08:05:09 +0400", "2026-11-23T04:05:09Z")]
    [InlineData("2026-11-23T08:05", "2026-11-23T08:05:00Z")]
    [InlineData("20261123T080509Z", "2026-11-23T08:05:09Z")]
    [InlineData("2026-11-23", "2026-11-23T00:00:00Z")]
    [InlineData("2026-11", "2026-11-01T00:00:00Z")]
    [InlineData("2026", "2026-01-01T00:00:00Z")]
    [InlineData("2026-327", "2026-11-23T00:00:00Z")]
    [InlineData("2026-11-23T08:05:60Z", "2026-11-23T08:05:59Z")]
    [InlineData("2026-11-23T08:05:09 Asia/Baku", "2026-11-23T04:05:09Z")]
    // The region's languages and its neighbours'
    [InlineData("Пн, 23 ноября 2026 08:05:09 +0300", "2026-11-23T05:05:09Z")]
    [InlineData("23 мая 2026 08:05", "2026-05-23T08:05:00Z")]
    [InlineData("23 Noyabr 2026, 08:05", "2026-11-23T08:05:00Z")]
    [InlineData("B.e., 23 avqust 2026 08:05 +0400", "2026-08-23T04:05:00Z")]
    [InlineData("23 sentyabr 2026 08:05", "2026-09-23T08:05:00Z")]
    [InlineData("23 Նոյեմբերի, 2026 08:05", "2026-11-23T08:05:00Z")]
    [InlineData("23 հունիսի 2026", "2026-06-23T00:00:00Z")]
    [InlineData("23 հունվարի 2026", "2026-01-23T00:00:00Z")]
    [InlineData("23 ნოემბერი, 2026 08:05", "2026-11-23T08:05:00Z")]
    [InlineData("23 ივნისი 2026", "2026-06-23T00:00:00Z")]
    [InlineData("23 Kasım 2026 Pazartesi 08:05", "2026-11-23T08:05:00Z")]
    [InlineData("Pzt, 23 Ağu 2026 08:05:09 +0300", "2026-08-23T05:05:09Z")]
    [InlineData("23 Şubat 2026", "2026-02-23T00:00:00Z")]
    [InlineData("23 Eylül 2026", "2026-09-23T00:00:00Z")]
    [InlineData("Mo, 23. März 2026 08:05:09 MEZ", "2026-03-23T07:05:09Z")]
    [InlineData("Di, 1. Dez. 2026 08:05:09 +0100", "2026-12-01T07:05:09Z")]
    [InlineData("lun., 23 févr. 2026 08:05:09 +0100", "2026-02-23T07:05:09Z")]
    [InlineData("2026년 11월 23일 08:05:09", "2026-11-22T23:05:09Z")]
    public void A_date_is_read_in_every_form_that_feeds_send(string text, string expected) =>
        Assert.Equal(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), FeedDate.Parse(text, null));

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("Mon, 31 Nov 2026 08:05:09 GMT")]
    [InlineData("Mon, 29 Feb 2026 08:05:09 GMT")]
    [InlineData("2026-13-01")]
    [InlineData("2026-11-23T25:00:00Z")]
    [InlineData("0000-00-00 00:00:00")]
    [InlineData("-1")]
    public void An_impossible_date_is_refused_and_not_invented(string text) =>
        Assert.Null(FeedDate.Parse(text, null));

    [Fact]
    public void A_date_without_an_offset_is_of_the_zone_of_the_source_and_the_document_says_so()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Tbilisi");
        var document = FeedReaderTests.Read(
            "<rss version=\"2.0\"><channel><item><title>A</title><pubDate>23 Nov 2026 "
                + "08:05</pubDate></item><item><title>B</title><pubDate>23 Nov 2026 08:05 GMT</pubDate></item></channel></rss>",
            new(TimeZone: zone));
        Assert.Equal([4, 8], document.Items.Select(i => i.Published!.Value.UtcDateTime.Hour));
        Assert.Equal("dates without an offset were read as Asia/Tbilisi", Assert.Single(document.Notes).Message);
    }

    [Fact]
    public void Summer_time_of_the_zone_counts() =>
        Assert.Equal(
            TimeSpan.FromHours(-3),
            FeedDate.Parse("23 Jun 2026 08:05", TimeZoneInfo.FindSystemTimeZoneById("America/Halifax"))!.Value.Offset);
}
