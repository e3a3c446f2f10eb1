using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using Microsoft.AspNetCore.WebUtilities;

namespace FeedHub.Tests.Core.Timelines;

public class TimelineQueryTests
{
    [Fact]
    public void Every_parameter_is_read()
    {
        var filter = Understood(
            "?lang=ru,az-Latn&country=ge,AZ&kind=state,think-tank&source=oc-media&q=%20border%20%20talks&limit=7&before=1764430000000-99");
        Assert.Equal(["az", "ru"], filter[TimelineConditions.Language]);
        Assert.Equal(["AZ", "GE"], filter[TimelineConditions.Country]);
        Assert.Equal(["state", "think-tank"], filter[TimelineConditions.Kind]);
        Assert.Equal(["oc-media"], filter[TimelineConditions.Source]);
        Assert.Equal(["border talks"], filter[TimelineConditions.Text]);
        Assert.Equal(7, filter.Limit);
        Assert.Equal(new TimelinePosition(DateTimeOffset.FromUnixTimeMilliseconds(1_764_430_000_000), new StoryId(99)), filter.Before);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?lang=&country=&kind=&source=&q=&limit=&before=")]
    [InlineData("?utm_source=x&fbclid=y&LANGUAGE=z")]
    [InlineData("?limit=50&q=%20%20&lang=,")]
    public void What_says_nothing_is_the_whole_timeline(string query) => Assert.Equal("", TimelineQuery.Write(Understood(query)));

    [Theory]
    [InlineData("?lang=ru&lang=az", "?lang=az,ru")]
    [InlineData("?before=05-5&lang=RU,az,ru&utm=1", "?lang=az,ru&before=5-5")]
    [InlineData("?kind=State&q=a%26b%3Dc", "?kind=state&q=a%26b%3Dc")]
    [InlineData("?limit=007", "?limit=7")]
    [InlineData("?q=%D5%80%D5%A1%D5%B5", "?q=%D5%80%D5%A1%D5%B5")]
    public void Equal_filters_have_one_spelling(string query, string canonical)
    {
        Assert.Equal(canonical, TimelineQuery.Write(Understood(query)));
        Assert.Equal(canonical, TimelineQuery.Write(Understood(canonical)));
    }

    [Theory]
    [InlineData("?lang=russian", "lang", "az, hy")]
    [InlineData("?country=AZE", "country", "AM, AZ")]
    [InlineData("?kind=blog", "kind", "state, official, party, independent")]
    [InlineData("?source=OC%20Media", "source", "lower-case letters")]
    [InlineData("?limit=0", "limit", "1 to 500")]
    [InlineData("?limit=501", "limit", "1 to 500")]
    [InlineData("?limit=-1", "limit", "1 to 500")]
    [InlineData("?limit=1&limit=2", "limit", "given once")]
    [InlineData("?before=x", "before", "position that a link")]
    [InlineData("?before=5", "before", "position that a link")]
    [InlineData("?before=999999999999999-5", "before", "position that a link")]
    [InlineData("?before=5-99999999999999999999", "before", "position that a link")]
    public void A_bad_value_is_named_with_what_is_allowed(string query, string field, string allowed)
    {
        var problem = Assert.Single(Refused(query));
        Assert.Equal(field, problem.Field);
        Assert.Contains(allowed, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_bad_value_is_named() =>
        Assert.Equal(["kind", "limit"], Refused("?kind=blog&limit=x&lang=az").Select(p => p.Field));

    [Fact]
    public void A_query_that_is_too_long_is_refused_and_not_repeated_in_full() =>
        Assert.InRange(Assert.Single(Refused("?q=" + new string('x', 5000))).Message.Length, 1, 200);

    private static TimelineFilter Understood(string query) => Assert.IsType<TimelineReading.Understood>(Read(query)).Filter;

    private static IReadOnlyList<QueryProblem> Refused(string query) => Assert.IsType<TimelineReading.Refused>(Read(query)).Problems;

    private static TimelineReading Read(string query)
    {
        var parsed = QueryHelpers.ParseQuery(query);
        return TimelineQuery.Read(name => parsed.GetValueOrDefault(name));
    }
}
