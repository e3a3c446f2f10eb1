using FeedHub.Core.Entries;
using FeedHub.Core.Stories.Features;
using FeedHub.Core.Stories.Grouping;

namespace FeedHub.Tests.Core.Stories;

public class StoryWindowTests
{
    private readonly List<Correction> corrections = [];
    private TestWindow? window;

    [Fact]
    public void One_event_in_two_scripts_is_one_story_and_says_why()
    {
        Place(
            "1", "en", "Fire at Tsageri market in Kutaisi injures 14",
            "Firefighters evacuated the market in Kutaisi; 14 people were taken to hospital.");
        var second = Place("2", "ka", "ქუთაისის ბაზარში ხანძარია", "დაშავდა 14 ადამიანი, ისინი საავადმყოფოში გადაიყვანეს.", minutes: 40);
        Assert.False(second.IsNew);
        Assert.Contains("Kutaisi", second.Why);
        Assert.Contains("‘fire’", second.Why);
        Assert.InRange(second.Score, GroupingWeights.Default.JoinAt, 1);
    }

    [Fact]
    public void Two_quakes_on_different_days_are_two_stories()
    {
        Place("1", "en", "Magnitude 4.1 earthquake near Shamakhi", "No damage was reported after the tremor.");
        Assert.True(
            Place("2", "en", "Magnitude 4.1 earthquake near Shamakhi", "No damage was reported after the tremor.", minutes: 80 * 60).IsNew);
    }

    [Fact]
    public void Two_towns_with_the_same_kind_of_accident_are_two_stories()
    {
        Place("1", "en", "Explosion at a petrol station in Makhachkala", "At least 12 people were killed in the blast.");
        Assert.True(Place("2", "ru", "Взрыв на складе в Гюмри", "Погибли 3 человека.", minutes: 60).IsNew);
    }

    [Fact]
    public void A_state_and_its_head_in_common_make_no_story()
    {
        Place("1", "en", "Aliyev receives the ambassador of Japan", "President Ilham Aliyev received credentials in Baku.");
        Assert.True(Place("2", "ru", "Алиев поздравил сборную Азербайджана по шахматам", "Президент Ильхам Алиев отметил успех.",
            minutes: 30).IsNew);
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(20, true)]
    public void The_end_of_a_thing_is_a_development_of_it_within_half_a_day_and_then_news_of_its_own(int hours, bool founded)
    {
        Place("1", "en", "Activist Nino Kalandia detained in Batumi", "Police detained Nino Kalandia after a rally in Batumi.");
        Assert.Equal(
            founded,
            Place(
                "2", "ru", "Активистку Нино Каландия освободили в Батуми", "Нино Каландия провела ночь в участке Батуми.",
                minutes: hours * 60).IsNew);
    }

    [Fact]
    public void The_same_success_of_two_people_on_one_day_is_two_stories()
    {
        Place(
            "1", "en", "Armenian weightlifter Armen Gaboyan wins European silver",
            "He took silver in the 89 kg class at the championship in Sofia.");
        Assert.True(
            Place(
                "2", "ka", "ძალოსანმა ზურაბ ჭანტურიამ ევროპის ჩემპიონატზე ვერცხლი მოიპოვა",
                "სოფიაში მან 89 კგ წონით კატეგორიაში იასპარეზა.", minutes: 60).IsNew);
    }

    [Fact]
    public void What_happens_every_day_in_a_town_is_a_story_each_time()
    {
        Place("1", "en", "Kars: 12 degrees expected", "Forecasters expect 12 degrees and wind up to 9 metres per second in Kars.");
        Assert.True(
            Place("2", "tr", "Kars: 7 derece bekleniyor", "Meteoroloji 7 derece ve saniyede 5 metre rüzgâr bekliyor, Kars.",
                minutes: 20 * 60).IsNew);
    }

    [Theory]
    [InlineData("UPDATE: Parliament adopts the budget for next year", "Deputies voted on the third reading late in the evening, after nine "
        + "hours of debate.")]
    [InlineData("Parliament adopts the budget for next year - Src EN 3",
        "Deputies voted on the third reading late in the evening, after nine hours of debate.")]
    [InlineData("Parliament adopts the budget for next year", "YEREVAN (Src) — Deputies voted on the third reading late in the evening, "
        + "after nine hours of debate.")]
    public void A_copy_with_another_prefix_suffix_or_dateline_is_a_duplicate(string title, string text)
    {
        Place(
            "1", "en", "Parliament adopts the budget for next year",
            "Deputies voted on the third reading late in the evening, after nine hours of debate.");
        Assert.Equal(new EntryId("1"), Place("2", "en", title, text, minutes: 20).DuplicateOf);
    }

    [Fact]
    public void Texts_of_long_words_that_only_begin_alike_are_no_duplicates()
    {
        string Words(string prefix, int count) =>
            string.Join(
                ' ',
                Enumerable.Range(0, count).Select(i => $"{prefix}{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}lengthyadministrative"));
        Place("1", "en", "Ordinance", $"{Words("x", 80)} {Words("y", 75)}");
        Assert.Null(Place("2", "en", "Ordinance", $"{Words("x", 80)} {Words("z", 75)}", minutes: 20).DuplicateOf);
    }

    [Fact]
    public void A_form_filled_in_with_another_figure_is_no_duplicate()
    {
        Place(
            "1", "en", "Tomato prices in Ganja up 12 percent",
            "A kilogram of tomatoes costs 900 in the markets of Ganja, 12 percent more than a week ago.");
        Assert.Null(
            Place(
                "2", "en", "Tomato prices in Ganja up 20 percent",
                "A kilogram of tomatoes costs 980 in the markets of Ganja, 20 percent more than a week ago.", minutes: 60).DuplicateOf);
    }

    [Fact]
    public void Another_address_of_one_page_is_a_duplicate()
    {
        Place("1", "en", "Road to Tatev closed", "Snow.", url: "https://news.am/eng/news/1");
        Assert.Equal(
            new EntryId("1"),
            Place("2", "en", "Snow closes a road", "Drivers wait.", minutes: 5, url: "https://news.am/eng/news/1").DuplicateOf);
    }

    [Fact]
    public void What_was_said_to_be_apart_stays_apart_and_what_was_said_to_be_together_comes_together()
    {
        corrections.Add(new Correction(new EntryId("1"), new EntryId("2"), Together: false));
        corrections.Add(new Correction(new EntryId("1"), new EntryId("3"), Together: true));
        var first = Place("1", "en", "Fire at the market in Kutaisi injures 14", "Firefighters evacuated the market.");
        Assert.True(Place("2", "en", "Market fire in Kutaisi: 14 injured", "Firefighters evacuated the market.", minutes: 10).IsNew);
        Assert.Equal(first.Story, Place("3", "en", "A singer wins a prize in Vienna", "The jury was unanimous.", minutes: 20).Story);
    }

    [Fact]
    public void What_was_taken_out_of_the_story_that_it_is_most_like_is_not_put_into_the_next()
    {
        corrections.Add(new Correction(new EntryId("1"), new EntryId("2"), Together: false));
        corrections.Add(new Correction(new EntryId("1"), new EntryId("3"), Together: false));
        Place("1", "en", "Fire at the market in Kutaisi injures 14", "Firefighters evacuated the market in Kutaisi; the mayor came.");
        Assert.True(Place("2", "tr", "Kutaisi'de pazarda yangın: yaralılar var", "", minutes: 10).IsNew);
        var third = Place(
            "3", "en", "Kutaisi market fire: 14 injured", "The mayor came to the market in Kutaisi, which firefighters evacuated.",
            minutes: 20);
        Assert.True(third.IsNew);
        Assert.Equal([Correction.ApartReason], third.Why);
    }

    private Placement Place(string id, string language, string title, string text, int minutes = 0, string? url = null) =>
        (window ??= new TestWindow(corrections)).Place(id, language, title, text, minutes, url);
}
