using System.Text.Json;
using FeedHub.Core.Entries;
using FeedHub.Core.Sources;
using FeedHub.Core.Stories.Features;
using FeedHub.Core.Stories.Grouping;
using FeedHub.Tests.Core.Gazetteer;

namespace FeedHub.Tests.Core.Stories;

/// <summary>A text that tells several events belongs to none of their stories.</summary>
public class DigestTests
{
    private static readonly FeatureExtractor Extractor = new(ShippedGazetteer.Tagger);

    /// <summary>Both sets are invented; <c>digests.jsonl</c> was looked at when the rules were made, the other was not.</summary>
    [Theory]
    [InlineData("digests.jsonl", 0.65)]
    [InlineData("digests-heldout.jsonl", 0.6)]
    public void Most_digests_are_known_and_no_other_headline_is_taken_for_one(string set, double least)
    {
        var items = File.ReadLines(RepositoryFiles.Path("tests", "FeedHub.Tests", "Core", "Stories", "Sets", set))
            .Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Empty(items.Where(i => !i.GetProperty("digest").GetBoolean() && IsDigest(i)).Select(i => Text(i, "title")));
        var digests = items.Where(i => i.GetProperty("digest").GetBoolean()).ToList();
        Assert.InRange((double)digests.Count(IsDigest) / digests.Count, least, 1);
    }

    [Theory]
    [InlineData("en", "Morning news: Gyumri earthquake, Rustavi crash, Abkhazia blackout")]
    [InlineData("ru", "Главное за день: землетрясение в Гюмри, авария под Рустави")]
    [InlineData("en", "Earthquake shakes Gyumri; Erdogan reshuffles cabinet in Ankara")]
    public void A_digest_neither_joins_a_story_nor_takes_one_in_nor_lends_it_anything(string language, string title)
    {
        var window = new TestWindow();
        var earthquake = window.Place("1", "en", "Earthquake shakes Gyumri, houses damaged", "A quake of 4.9 hit Gyumri at dawn.");
        var digest = window.Place("2", language, title, minutes: 5);
        Assert.True(digest.IsNew);
        Assert.Equal(["tells several events"], digest.Why);
        Assert.Empty(Extract(language, title).Subjects.Regions);
        Assert.Empty(Extract(language, title).Subjects.Topics);
        var later = window.Place("3", "en", "Gyumri earthquake: houses damaged", "A quake of 4.9 hit Gyumri at dawn.", minutes: 9);
        Assert.Equal(earthquake.Story, later.Story);
        var banker = window.Place("4", "en", "Erdogan reshuffles cabinet in Ankara", minutes: 15);
        Assert.NotEqual(digest.Story, banker.Story);
    }

    [Fact]
    public void A_digest_that_another_outlet_copies_is_a_copy()
    {
        var window = new TestWindow();
        const string Text = "Georgian papers write about the price of medicine, the trial of a former minister and the grape harvest in "
            + "Kakheti, which began a week early this year because of the heat.";
        var first = window.Place("1", "en", "Press review, 9 September", Text);
        var second = window.Place("2", "en", "Press review, 9 September", Text, minutes: 30);
        Assert.Equal(new EntryId("1"), second.DuplicateOf);
        Assert.Equal(first.Story, second.Story);
    }

    [Fact]
    public void An_editor_can_put_a_digest_into_a_story()
    {
        var window = new TestWindow(new Correction(new EntryId("1"), new EntryId("2"), Together: true));
        var story = window.Place("1", "en", "Earthquake shakes Gyumri, houses damaged");
        var digest = window.Place("2", "en", "Morning news: Gyumri earthquake, Rustavi crash", minutes: 5);
        Assert.Equal((story.Story, false), (digest.Story, digest.IsNew));
        var crash = window.Place("3", "en", "Rustavi crash: bus overturns, 14 hurt", minutes: 9);
        Assert.NotEqual(story.Story, crash.Story);
    }

    [Theory]
    [InlineData("en", "Protests in Tbilisi: live updates", "Protests in Tbilisi: police use water cannon")]
    [InlineData("ru", "Протесты в Тбилиси. Онлайн", "Протесты в Тбилиси: полиция применила водометы. Онлайн")]
    public void A_live_page_that_changes_its_title_stays_one(string language, string title, string later)
    {
        var window = new TestWindow();
        var first = window.Place("1", language, title, url: "https://a.example/live", source: "a");
        var second = window.Place("2", language, later, minutes: 50, url: "https://a.example/live", source: "a");
        Assert.Equal(first.Story, second.Story);
    }

    private static bool IsDigest(JsonElement item) =>
        Extract(Text(item, "lang"), Text(item, "title"), Text(item, "summary")).IsDigest;

    private static FeatureVector Extract(string language, string title, string text = "") => Extractor.Extract(new GroupingEntry
    {
        Id = new EntryId("x"),
        Source = new SourceId("x"),
        Language = language,
        Title = title,
        Text = text,
        At = DateTimeOffset.UnixEpoch,
    });

    private static string Text(JsonElement item, string key) => item.GetProperty(key).GetString()!;
}
