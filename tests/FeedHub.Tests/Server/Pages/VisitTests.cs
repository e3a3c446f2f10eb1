using FeedHub.Server.Pages;
using FeedHub.Tests.Storage;

namespace FeedHub.Tests.Server.Pages;

public class VisitTests
{
    private static readonly DateTimeOffset Now = TemporaryStorage.Start;

    [Fact]
    public void Nothing_is_new_to_who_was_never_here() => Assert.Equal(new Visit(10, 10, Now), Visit.None.Next(10, Now));

    [Fact]
    public void What_came_since_the_last_visit_stays_new_during_this_one()
    {
        var visit = Visit.None.Next(10, Now).Next(15, Now.AddHours(5));
        Assert.Equal(10, visit.SeenBefore);
        Assert.Equal(10, visit.Next(18, Now.AddHours(5).AddMinutes(29)).SeenBefore);
    }

    [Fact]
    public void After_half_an_hour_another_visit_begins() =>
        Assert.Equal(15, Visit.None.Next(10, Now).Next(15, Now.AddHours(5)).Next(20, Now.AddHours(5).AddMinutes(31)).SeenBefore);

    [Fact]
    public void A_store_that_began_anew_marks_again_what_is_new() =>
        Assert.Equal(3, new Visit(900, 1000, Now).Next(3, Now.AddDays(1)).SeenBefore);

    [Fact]
    public void A_clock_that_was_ahead_holds_up_no_visit() =>
        Assert.Equal(15, Visit.None.Next(10, Now).Next(15, Now.AddDays(1)).Next(20, Now.AddHours(1)).SeenBefore);

    [Fact]
    public void A_visit_survives_its_cookie() => Assert.Equal(new Visit(3, 9, Now), Visit.Parse(new Visit(3, 9, Now).ToString()));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1.2")]
    [InlineData("1.2.3.4")]
    [InlineData("-1.2.3")]
    [InlineData("1.2.99999999999999")]
    [InlineData("a.b.c")]
    [InlineData("99999999999999999999.1.1")]
    public void A_cookie_that_we_did_not_write_says_nothing(string? text) => Assert.Equal(Visit.None, Visit.Parse(text));
}
