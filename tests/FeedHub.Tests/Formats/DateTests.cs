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
    // Zones of the region by their abbreviations, which are not "AM"
    [InlineData("Wed, 11 Mar 2020 12:30:00 AMT", "2020-03-11T08:30:00Z")]
    [InlineData("Wed, 11 Mar 2020 12:30:00 AMST", "2020-03-11T07:30:00Z")]
    [InlineData("Wed, 11 Mar 2020 10:30:00 AMT", "2020-03-11T06:30:00Z")]
    [InlineData("Wed, 11 Mar 2020 10:30:00 GEST", "2020-03-11T05:30:00Z")]
    [InlineData("Wed, 11 Mar 2020 12:30 AMT", "2020-03-11T08:30:00Z")]
    [InlineData("11.03.2020 12:30 amt", "2020-03-11T08:30:00Z")]
    [InlineData("2020-03-11 12:30:00 AMT", "2020-03-11T08:30:00Z")]
    [InlineData("2020-03-11T12:30:00AMT", "2020-03-11T08:30:00Z")]
    [InlineData("Wed, 11 Mar 2020 12:30:00 GET", "2020-03-11T08:30:00Z")]
    [InlineData("Wed, 11 Mar 2020 12:30:00 AZT", "2020-03-11T08:30:00Z")]
    [InlineData("Wed, 11 Mar 2020 12:30:00 AZST", "2020-03-11T07:30:00Z")]
    [InlineData("Wed, 11 Mar 2020 12:30:00 MSK", "2020-03-11T09:30:00Z")]
    [InlineData("Wed, 11 Mar 2020 12:30:00 MSD", "2020-03-11T08:30:00Z")]
    [InlineData("Wed, 11 Mar 2020 12:30:00 TRT", "2020-03-11T09:30:00Z")]
    [InlineData("Wed, 11 Mar 2020 12:30:00 EET", "2020-03-11T10:30:00Z")]
    [InlineData("Wed, 11 Mar 2020 12:30:00 EEST", "2020-03-11T09:30:00Z")]
    [InlineData("11 марта 2020, 12:30 (МСК)", "2020-03-11T09:30:00Z")]
    [InlineData("Wed, 11 Mar 2020 12:30 AM", "2020-03-11T00:30:00Z")]
    [InlineData("Wed, 11 Mar 2020 12:30AM", "2020-03-11T00:30:00Z")]
    [InlineData("Wed, 11 Mar 2020 12:30 a.m.", "2020-03-11T00:30:00Z")]
    [InlineData("Wed, 11 Mar 2020 12:30PM", "2020-03-11T12:30:00Z")]
    [InlineData("Wed, 11 Mar 2020 2:30 PM AMT", "2020-03-11T10:30:00Z")]
    [InlineData("Mar 11, 2020 12:30:05 AM AMT", "2020-03-10T20:30:05Z")]
    [InlineData("2020-03-11 02:30 PM", "2020-03-11T14:30:00Z")]
    [InlineData("2020-03-11 12:30:00AM +0400", "2020-03-10T20:30:00Z")]
    // Seconds, and parts of them, since 1970
    [InlineData("1532946600", "2018-07-30T10:30:00Z")]
    [InlineData("1532946600000", "2018-07-30T10:30:00Z")]
    [InlineData(" 1532946600 ", "2018-07-30T10:30:00Z")]
    [InlineData("1532946600.5", "2018-07-30T10:30:00.5Z")]
    [InlineData("1532946600250000", "2018-07-30T10:30:00.25Z")]
    [InlineData("1.5329466e9", "2018-07-30T10:30:00Z")]
    [InlineData("946684800", "2000-01-01T00:00:00Z")]
    [InlineData("20180730103000", "2018-07-30T10:30:00Z")]
    [InlineData("201807301030", "2018-07-30T10:30:00Z")]
    // The time before the day
    [InlineData("14:30 30.07.2018", "2018-07-30T14:30:00Z")]
    [InlineData("14:30, 30.07.2018", "2018-07-30T14:30:00Z")]
    [InlineData("14:30:05 30.07.18", "2018-07-30T14:30:05Z")]
    [InlineData("14.30 30.07.2018", "2018-07-30T14:30:00Z")]
    [InlineData("14:30 30/07/2018", "2018-07-30T14:30:00Z")]
    [InlineData("14:30 30-07-2018", "2018-07-30T14:30:00Z")]
    [InlineData("14:30 2018-07-30", "2018-07-30T14:30:00Z")]
    [InlineData("14:30 - 30.07.2018", "2018-07-30T14:30:00Z")]
    [InlineData("14:30 | 30.07.2018", "2018-07-30T14:30:00Z")]
    [InlineData("14:30 (30.07.2018)", "2018-07-30T14:30:00Z")]
    [InlineData("14:30 MSK 30.07.2018", "2018-07-30T11:30:00Z")]
    [InlineData("14:30 30.07.2018 +0400", "2018-07-30T10:30:00Z")]
    [InlineData("14:30, 30 июля 2018", "2018-07-30T14:30:00Z")]
    [InlineData("14:30, 30 июля 2018 г.", "2018-07-30T14:30:00Z")]
    [InlineData("14:30 30-июл-2018", "2018-07-30T14:30:00Z")]
    [InlineData("14:30, 30 iyul 2018", "2018-07-30T14:30:00Z")]
    [InlineData("14:30, 30 հուլիսի, 2018", "2018-07-30T14:30:00Z")]
    [InlineData("14:30, 30 ივლისი, 2018", "2018-07-30T14:30:00Z")]
    [InlineData("14:30, 30 Temmuz 2018 Pazartesi", "2018-07-30T14:30:00Z")]
    [InlineData("2:30 PM, July 30, 2018", "2018-07-30T14:30:00Z")]
    // A + that became a blank on its way
    [InlineData("2018-07-30T14:30:00 04:00", "2018-07-30T10:30:00Z")]
    [InlineData("2018-07-30T14:30:00.250 04:00", "2018-07-30T10:30:00.25Z")]
    [InlineData("2018-07-30T14:30:00 0400", "2018-07-30T10:30:00Z")]
    [InlineData("2018-07-30 14:30 04:00", "2018-07-30T10:30:00Z")]
    [InlineData("Mon, 30 Jul 2018 14:30:00  0400", "2018-07-30T10:30:00Z")]
    [InlineData("Mon, 30 Jul 2018 14:30:00 04:00", "2018-07-30T10:30:00Z")]
    // One digit
    [InlineData("2018-7-3T4:5:9Z", "2018-07-03T04:05:09Z")]
    [InlineData("2018-07-30 14:5", "2018-07-30T14:05:00Z")]
    [InlineData("2018-07-30T14:5:9+04:00", "2018-07-30T10:05:09Z")]
    [InlineData("30.07.2018 4:5", "2018-07-30T04:05:00Z")]
    [InlineData("Mon, 30 Jul 2018 4:5:9 GMT", "2018-07-30T04:05:09Z")]
    [InlineData("Mon, 30 Jul 2018 14:30:9 +0400", "2018-07-30T10:30:09Z")]
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
    [InlineData("0")]
    [InlineData("123456789")]
    [InlineData("99999999999")]
    [InlineData("14:30")]
    [InlineData("14:30 30.07")]
    [InlineData("25:30 30.07.2018")]
    [InlineData("2018-07-30T14:30:00 99:00")]
    [InlineData("2018-07-30T14:305:00")]
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

    [Theory]
    [InlineData("<rss version=\"2.0\"><channel><item><title>A</title><pubDate>1532946600</pubDate></item></channel></rss>")]
    [InlineData("<rss version=\"2.0\"><channel><item><title>A</title><pubDate>1532946600000</pubDate></item></channel></rss>")]
    [InlineData("<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>A</title><published>1532946600</published></entry></feed>")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"date_published\":1532946600}]}")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"date_published\":1532946600000}]}")]
    [InlineData("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{\"id\":\"1\",\"date_published\":\"1532946600\"}]}")]
    public void Seconds_since_1970_are_in_no_zone_in_any_format(string body)
    {
        var document = FeedReaderTests.Read(body, new(TimeZone: TimeZoneInfo.FindSystemTimeZoneById("Asia/Tbilisi")));
        Assert.Equal(
            new DateTimeOffset(2018, 7, 30, 10, 30, 0, TimeSpan.Zero), Assert.Single(document.Items).Published!.Value.ToUniversalTime());
        Assert.Empty(document.Notes);
    }

    [Fact]
    public void A_time_before_its_day_is_of_the_zone_of_the_source() =>
        Assert.Equal(
            TimeSpan.FromHours(4), FeedDate.Parse("14:30 30.07.2018", TimeZoneInfo.FindSystemTimeZoneById("Asia/Baku"))!.Value.Offset);

    [Fact]
    public void Summer_time_of_the_zone_counts() =>
        Assert.Equal(
            TimeSpan.FromHours(-3),
            FeedDate.Parse("23 Jun 2026 08:05", TimeZoneInfo.FindSystemTimeZoneById("America/Halifax"))!.Value.Offset);
}
