using System.Text;
using FeedHub.Formats;
using FeedHub.Formats.Reading;

namespace FeedHub.Tests.Formats;

public class RhythmTests
{
    [Theory]
    [InlineData("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>", 60)]
    [InlineData("<sy:updatePeriod> hourly </sy:updatePeriod><sy:updateFrequency> 2 </sy:updateFrequency>", 30)]
    [InlineData("<sy:updatePeriod>daily</sy:updatePeriod>", 1440)]
    [InlineData("<sy:updatePeriod>dayly</sy:updatePeriod>", 1440)]
    [InlineData("<sy:updateFrequency>4</sy:updateFrequency>", 360)]
    [InlineData("<sy:updatePeriod>weekly</sy:updatePeriod><sy:updateFrequency>7</sy:updateFrequency>", 1440)]
    [InlineData("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0.1</sy:updateFrequency>", 600)]
    [InlineData("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 60)]
    [InlineData("<sy:updatePeriod>always</sy:updatePeriod>", 0)]
    [InlineData("<sy:updatePeriod>yearly</sy:updatePeriod><sy:updateFrequency>0.0000001</sy:updateFrequency>", 366 * 1440)]
    public void The_syndication_module_tells_how_often_a_feed_changes(string elements, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Read(elements).UpdatePeriod?.Interval);

    [Theory]
    [InlineData("")]
    [InlineData("<sy:updatePeriod>sometimes</sy:updatePeriod>")]
    [InlineData("<sy:updateFrequency>-1</sy:updateFrequency>")]
    public void What_it_does_not_tell_is_unknown(string elements) => Assert.Null(Read(elements).UpdatePeriod?.Interval);

    [Fact]
    public void Hours_and_days_to_skip_are_read_once_each_and_wrong_ones_passed_over()
    {
        var feed = Read(
            "<skipHours><hour>0</hour><hour> 5 </hour><hour>24</hour><hour>25</hour><hour>-1</hour><hour>x</hour></skipHours>"
            + "<skipDays><day>Saturday</day><day>sunday</day><day>Sunday</day><day>7</day><day>Caturday</day></skipDays>");
        Assert.Equal([0, 5], feed.SkipHours);
        Assert.Equal([DayOfWeek.Saturday, DayOfWeek.Sunday], feed.SkipDays);
        Assert.Empty(Read("").SkipHours);
    }

    private static FeedDocument Read(string elements)
    {
        var text =
            $"<rss version=\"2.0\" "
                + $"xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"><channel><title>T</title>{elements}</channel></rss>";
        return Assert.IsType<FeedReading.Readable>(FeedReader.Read(Encoding.UTF8.GetBytes(text), new FeedOrigin())).Document;
    }
}
