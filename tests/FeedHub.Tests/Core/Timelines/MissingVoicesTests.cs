using FeedHub.Core.Sources;
using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Tests.Storage;

namespace FeedHub.Tests.Core.Timelines;

public class MissingVoicesTests
{
    [Theory]
    [InlineData("only:state", "press ka")]
    [InlineData("only:state,press", "")]
    [InlineData("not-told-lang:ka", "press ka")]
    [InlineData("not-told-country:AZ bridge", "state az")]
    [InlineData("(bridge OR not-told-kind:press) after:7d", "press ka")]
    public void They_are_heard_in_the_reports_that_a_claim_misses(string query, string heard)
    {
        var reading = Assert.IsType<TimelineReading.Understood>(TimelineQuery.Read(name => name == "q" ? [query] : []));
        var voices = MissingVoices.Of(reading.Filter.Query)!;
        Assert.Equal(heard, string.Join(',', voices.In(Story).Select(r => $"{r.Source.Id} {r.Entry.Language}")));
    }

    [Theory]
    [InlineData("bridge -lang:ka")]
    [InlineData("told-lang:az outlets:1")]
    public void A_query_that_claims_nothing_misses_nobody(string query)
    {
        var reading = Assert.IsType<TimelineReading.Understood>(TimelineQuery.Read(name => name == "q" ? [query] : []));
        Assert.Null(MissingVoices.Of(reading.Filter.Query));
    }

    private static Story Story
    {
        get
        {
            Report[] reports = [Report("state", SourceKind.State, "AZ", "az"), Report("press", SourceKind.Press, "GE", "ka")];
            return new Story
            {
                Id = new StoryId(1),
                Arrived = TemporaryStorage.Start,
                Updated = TemporaryStorage.Start,
                Reports = reports,
                Lead = reports[0],
            };
        }
    }

    private static Report Report(string id, SourceKind kind, string country, string language) => new(
        TemporaryStorage.Entry(id, "1", language: language),
        new Source { Id = new SourceId(id), Title = id, Url = $"https://{id}.example/feed", Kind = kind, Countries = [country] });
}
