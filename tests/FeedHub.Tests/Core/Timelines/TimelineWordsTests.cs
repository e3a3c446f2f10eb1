using FeedHub.Core.Sources;
using FeedHub.Core.Timelines;

namespace FeedHub.Tests.Core.Timelines;

public class TimelineWordsTests
{
    [Fact]
    public void The_title_names_every_condition_of_the_filter()
    {
        var filter = new TimelineFilter
        {
            Languages = ["az", "en"],
            Countries = ["GE"],
            Regions = ["AM", "GE-AB"],
            Topics = ["energy", "transport"],
            Kinds = [SourceKind.Agency, SourceKind.Press],
            Sources = [new SourceId("alpha"), new SourceId("beta")],
            Query = "bridge",
            Limit = 10,
        };
        Assert.Equal("Hub: az, en · GE · AM, GE-AB · energy, transport · agency, press · alpha, beta · “bridge”", TimelineWords.Title("Hub", filter));
        Assert.Equal("Hub: timeline", TimelineWords.Title("Hub", TimelineFilter.All));
    }
}
