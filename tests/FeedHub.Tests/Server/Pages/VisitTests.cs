using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Server.Pages;
using FeedHub.Tests.Storage;

namespace FeedHub.Tests.Server.Pages;

public class VisitTests
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;

    [Fact]
    public void Nothing_is_new_to_who_was_never_here() => Assert.Equal(new Visit(At(10), At(10), Now), Visit.None.Next(At(10), Now));

    [Fact]
    public void What_came_since_the_last_visit_stays_new_during_this_one()
    {
        var visit = Visit.None.Next(At(10), Now).Next(At(15), Now.AddHours(5));
        Assert.Equal(At(10), visit.SeenBefore);
        Assert.Equal(At(10), visit.Next(At(18), Now.AddHours(5).AddMinutes(29)).SeenBefore);
    }

    [Fact]
    public void After_half_an_hour_another_visit_begins() =>
        Assert.Equal(
            At(15),
            Visit.None.Next(At(10), Now).Next(At(15), Now.AddHours(5)).Next(At(20), Now.AddHours(5).AddMinutes(31)).SeenBefore);

    [Fact]
    public void A_store_that_began_anew_marks_again_what_is_new() =>
        Assert.Equal(At(3), new Visit(At(900), At(1000), Now).Next(At(3), Now.AddDays(1)).SeenBefore);

    [Fact]
    public void A_clock_that_was_ahead_holds_up_no_visit() =>
        Assert.Equal(At(15), Visit.None.Next(At(10), Now).Next(At(15), Now.AddDays(1)).Next(At(20), Now.AddHours(1)).SeenBefore);

    [Fact]
    public void A_visit_survives_its_cookie() =>
        Assert.Equal(new Visit(At(3), At(9), Now), Visit.Parse(new Visit(At(3), At(9), Now).ToString()));

    [Fact]
    public void A_new_number_at_an_old_place_is_not_new()
    {
        var splitOff = new TimelinePosition(Now.AddMinutes(9), new StoryId(90));
        Assert.True(splitOff < At(10));
        Assert.True(splitOff > At(9));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1.2")]
    [InlineData("1-1.2-1.3.4")]
    [InlineData("1.2.3")]
    [InlineData("1-1.2-1.99999999999999")]
    [InlineData("a.b.c")]
    [InlineData("99999999999999999999-1.1-1.1")]
    public void A_cookie_that_we_did_not_write_says_nothing(string? text) => Assert.Equal(Visit.None, Visit.Parse(text));

    /// <summary>The story of this number, one of which arrived each minute.</summary>
    private static TimelinePosition At(int story) => new(Now.AddMinutes(story), new StoryId(story));
}
