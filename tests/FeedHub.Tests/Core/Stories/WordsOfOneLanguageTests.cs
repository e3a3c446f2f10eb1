namespace FeedHub.Tests.Core.Stories;

public class WordsOfOneLanguageTests
{
    private const int Hour = 60;
    private readonly TestWindow window = new();

    [Theory]
    [InlineData("en", "Cheesemaker from Kvareba wins gold at fair in Lyon", "Kvareba cheesemaker takes gold at Lyon fair")]
    [InlineData(
        "ka", "გიორგი ჭელიძე ხუთიათასლარიანი გირაოს სანაცვლოდ გაათავისუფლეს",
        "სასამართლომ გიორგი ჭელიძე ხუთიათასლარიანი გირაოს სანაცვლოდ გაათავისუფლა")]
    [InlineData("tr", "Köydeki fırında çıkan yangın büyümeden söndürüldü", "Köydeki fırında çıkan yangın kısa sürede söndürüldü")]
    public void Headlines_that_agree_in_nearly_every_word_are_one_story_though_no_name_is_known(string language, string one, string other)
    {
        var first = window.Place("1", language, one);
        Assert.Equal(first.Story, window.Place("2", language, other, minutes: Hour).Story);
    }

    [Theory]
    [InlineData("March 2026 imports of Spain rose", "Zambia copper output in March 2026")]
    [InlineData("Sugar exports of Azerbaijan in 3M2026", "Uzbekistan ramps up oil exports in 3M2026")]
    public void A_kind_of_event_and_a_period_in_common_make_no_story(string one, string other)
    {
        window.Place("1", "en", one);
        Assert.True(window.Place("2", "en", other, minutes: Hour).IsNew);
    }

    [Theory]
    [InlineData("President receives newly appointed ambassador of Somalia", "President receives newly appointed ambassador of Eswatini")]
    [InlineData("Azerbaijan's oil exports to Romania up in 3M2026", "Azerbaijan's oil exports to France up in 3M2026")]
    [InlineData("Wine exports to Poland rise 15 percent", "Mineral water exports to Poland rise 9 percent")]
    [InlineData("Inflation in Türkiye slows in February", "Inflation in Türkiye slows in March")]
    public void Like_titles_about_another_state_figure_or_period_are_different_events(string one, string other)
    {
        window.Place("1", "en", one);
        Assert.True(window.Place("2", "en", other, minutes: Hour).IsNew);
    }

    [Fact]
    public void An_outlet_that_writes_nearly_the_same_of_something_else_tells_of_another_event()
    {
        window.Place("1", "en", "Weekly review of Azerbaijan's currency market", source: "a");
        Assert.True(window.Place("2", "en", "Weekly review of Azerbaijan's precious metals market", minutes: Hour, source: "a").IsNew);
    }

    [Fact]
    public void The_price_of_the_next_day_is_another_event()
    {
        window.Place("1", "en", "Azerbaijani oil price climbs above 71 dollars");
        Assert.True(window.Place("2", "en", "Azerbaijani oil price climbs above 73 dollars", minutes: 24 * Hour).IsNew);
    }

    [Fact]
    public void A_story_ends_a_day_and_a_half_after_its_first_report_however_near_its_last_one_is()
    {
        string[] titles =
        [
            "Search for four miners trapped in the Kvareba pit",
            "Search goes on for four miners trapped in the Kvareba pit",
            "Search for the four miners trapped in the Kvareba pit goes on",
            "Four miners still trapped in the Kvareba pit as search goes on",
        ];
        var placed = titles.Select((title, day) => window.Place($"{day}", "en", title, minutes: day * 15 * Hour)).ToList();
        Assert.Equal([true, false, false, true], placed.Select(p => p.IsNew));
    }

    [Fact]
    public void What_an_outlet_repeats_under_every_item_joins_nothing_and_is_no_reason()
    {
        const string Tail = " Follow us on Telegram, Facebook and Instagram. All rights reserved by the Kvareba Daily Agency. "
            + "If you notice an error in the text, select it and press Ctrl and Enter. Subscribe to our newsletter to get the main stories of the day.";
        (string Title, string Text)[] items =
        [
            ("Village gets a new kindergarten", "It cost 210 million drams."),
            ("Teachers discuss the curriculum", "They met in the town hall."),
            ("Beekeepers expect a poor harvest", "Spring was cold and wet."),
            ("Bridge reopens", "Lorries may cross again."),
        ];
        foreach (var (i, (title, text)) in items.Index())
        {
            var placed = window.Place($"{i}", "en", title, text + Tail, i * Hour, source: "kvareba-daily");
            Assert.True(placed.IsNew);
            // The title is passage 0, the item's own sentence 1.
            Assert.Equal(i == 0 ? [] : [2, 3, 4, 5], placed.Standing);
        }
        var other = window.Place("other", "en", "The bridge reopens", $"It was closed a year.{Tail}", 5 * Hour, source: "kvareba-daily");
        Assert.DoesNotContain(other.Why, reason => reason is "telegram" or "facebook" or "instagram" or "newsletter");
    }

    [Fact]
    public void The_standing_paragraph_on_a_conflict_joins_no_items_of_different_outlets()
    {
        const string Background = " The region, internationally recognised as part of Azerbaijan, was for three decades under the "
            + "control of ethnic Armenian forces. Azerbaijan retook it in September 2023, and most of its Armenian population fled to Armenia.";
        (string Title, string Text)[] items =
        [
            ("Court sentences former official to 20 years", "The prosecutor had asked for 25."),
            ("Peace talks to resume in Abu Dhabi", "The two foreign ministers will attend."),
            ("Displaced families rally for housing", "They stood in front of the government building."),
            ("Mine clearance reaches the reservoir", "The agency found 300 mines this month."),
        ];
        foreach (var (i, (title, text)) in items.Index())
        {
            var placed = window.Place($"{i}", "en", title, text + Background, i * Hour);
            Assert.True(placed.IsNew);
            // Once two stories have it, it is background.
            Assert.Equal(i < 2 ? [] : [2, 3], placed.Standing);
        }
    }
}
