using System.Text;
using FeedHub.Formats;

namespace FeedHub.Tests.Formats;

public class RhythmTests
{
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

    [Fact]
    public void A_day_may_be_misspelt() =>
        Assert.Equal(new FeedUpdatePeriod("daily"), Read("<sy:updatePeriod>dayly</sy:updatePeriod>").UpdatePeriod);

    private static FeedDocument Read(string elements)
    {
        var text = $"<rss version=\"2.0\" xmlns:sy=\"http://purl.org/rss/1.0/modules/syndication/\"><channel><title>T</title>{elements}</channel></rss>";
        return Assert.IsType<FeedReading.Readable>(FeedReader.Read(Encoding.UTF8.GetBytes(text), new FeedOrigin())).Document;
    }
}
