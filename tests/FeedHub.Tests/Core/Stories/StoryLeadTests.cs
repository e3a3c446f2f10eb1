using FeedHub.Core.Entries;
using FeedHub.Core.Stories;
using FeedHub.Tests.Storage;

namespace FeedHub.Tests.Core.Stories;

/// <summary>Which report heads a story.</summary>
public class StoryLeadTests
{
    private static readonly string Full = new('x', 700);

    [Fact]
    public void The_newest_full_report_in_the_language_of_the_first_heads_a_story() => Assert.Equal(
        "b-1",
        StoryLead.Choose(
        [
            Report("a", 0, "en", Full), Report("b", 3, "en", Full), Report("c", 5, "ru", Full), Report("d", 6, "en", "Short."),
        ]).Entry.Id.Value);

    [Fact]
    public void Among_headlines_without_texts_the_newest_heads_a_story() => Assert.Equal(
        "b-1", StoryLead.Choose([Report("a", 0, "en"), Report("c", 1, "en"), Report("b", 3, "en")]).Entry.Id.Value);

    [Fact]
    public void A_copy_does_not_head_the_story_of_its_original() => Assert.Equal(
        "a-1",
        StoryLead.Choose(
            [Report("a", 0, "en", Full), Report("b", 3, "en", Full) with { DuplicateOf = new EntryId("a-1") }]).Entry.Id.Value);

    [Fact]
    public void A_reader_s_language_comes_before_that_of_the_first_report()
    {
        var story = Story(Report("a", 0, "en", Full), Report("b", 1, "ru", Full), Report("c", 2, "ru", Full), Report("d", 3, "en", Full));
        Assert.Equal("c-1", story.In(["hy", "ru"]).Lead.Entry.Id.Value);
        Assert.Equal("d-1", story.In(["hy"]).Lead.Entry.Id.Value);
        Assert.Equal("a-1", story.First.Entry.Id.Value);
    }

    [Fact]
    public void In_a_feed_the_heading_changes_only_when_another_outlet_reports_the_story()
    {
        List<Report> reports = [Report("a", 0, "en", Full)];
        foreach (var (outlet, key, expected) in
            new[] { ("a", "2", "a-1"), ("b", "1", "b-1"), ("b", "2", "b-1"), ("a", "3", "b-1"), ("c", "1", "c-1") })
        {
            reports.Add(Report(outlet, reports.Count, "en", Full, key));
            Assert.Equal(expected, StoryLead.Steady(reports).Entry.Id.Value);
        }
    }

    private static Story Story(params IReadOnlyList<Report> reports) => new()
    {
        Id = new StoryId(1),
        Arrived = TemporaryStorage.Start,
        Updated = TemporaryStorage.Start,
        Reports = reports,
        Lead = StoryLead.Choose(reports),
    };

    private static Report Report(string outlet, int hours, string language, string text = "", string key = "1")
    {
        var at = TemporaryStorage.Start.AddHours(hours);
        return new(
            TemporaryStorage.Entry(outlet, key, text, language: language) with { Published = at, Arrived = at.AddMinutes(1) },
            TemporaryStorage.Source(outlet));
    }
}
