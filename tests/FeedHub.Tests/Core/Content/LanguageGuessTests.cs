using System.Text.Json;
using FeedHub.Core.Content;

namespace FeedHub.Tests.Core.Content;

public class LanguageGuessTests
{
    [Theory]
    [InlineData("Երևանում բողոքի ակցիա է", "hy")]
    [InlineData("პარლამენტმა კანონი მიიღო", "ka")]
    [InlineData("ᲞᲐᲠᲚᲐᲛᲔᲜᲢᲘ", "ka")]
    [InlineData("В Баку открылась конференция COP29", "ru")]
    [InlineData("Bakıda COP29 işə başlayıb", "az")]
    [InlineData("Xankəndi", "az")]
    [InlineData("COP29 İklim Zirvesi Bakü'de başladı", "tr")]
    [InlineData("Erdoğan meets Aliyev in Ankara for talks on the Zangezur corridor", "en")]
    [InlineData("Əliyev says the corridor will be opened by the end of the year, as the ministers met in Tbilisi", "en")]
    [InlineData("The parliament of Georgia", "en")]
    [InlineData("Pashinyan Tbilisi", null)]
    [InlineData("2025", null)]
    [InlineData("", null)]
    [InlineData("日本語のニュース", null)]
    public void Script_and_letters_tell_the_language(string text, string? expected) => Assert.Equal(expected, LanguageGuess.Guess(text));

    [Theory]
    [InlineData("en-US", "В Баку открылась конференция", "ru")]
    [InlineData("en", "Երևանում բողոքի ակցիա է", "hy")]
    [InlineData("ru", "პარლამენტმა კანონი მიიღო", "ka")]
    [InlineData("uk", "В Баку відкрилася конференція", "uk")]
    [InlineData("hyw", "Երևանում բողոքի ակցիա է", "hyw")]
    [InlineData("en-US", "Bakıda COP29 işə başlayıb", "az")]
    [InlineData("ka", "The parliament of Georgia adopted the bill", "en")]
    [InlineData("ka", "Civil Georgia", "ka")]
    [InlineData("EN_us", "The parliament", "en-us")]
    [InlineData("ru-RU", "В Баку", "ru-ru")]
    [InlineData("fr", "Le parlement géorgien", "fr")]
    [InlineData("not a tag!", "The parliament of Georgia", "en")]
    [InlineData("", "The parliament of Georgia", "en")]
    [InlineData(null, "???", "und")]
    [InlineData("und", "The parliament of Georgia", "en")]
    [InlineData("mul", "В Баку открылась", "ru")]
    public void What_a_feed_declares_holds_unless_the_script_contradicts_it(string? declared, string text, string expected) =>
        Assert.Equal(expected, LanguageGuess.Settle([declared], text));

    [Theory]
    [InlineData("Kars: 12 degrees expected", "en")]
    [InlineData("Sumqayıt: pomidor 40 faiz bahalaşıb", "az")]
    [InlineData("Batumi: caz festivali 3 bilet", "tr")]
    [InlineData("Bakı metrosunda yanğın", "az")]
    [InlineData("Kars'ta yangın çıktı", "tr")]
    [InlineData("Armenian PM visits Baku", "en")]
    [InlineData("COP29", "und")]
    [InlineData("日本語のニュース、日本語のニュース", "und")]
    public void A_title_that_nothing_was_declared_for_is_told_by_its_runs_of_letters(string title, string expected) =>
        Assert.Equal(expected, LanguageGuess.Settle([], title));

    [Fact]
    public async Task The_titles_of_the_labelled_stories_are_told_apart_without_their_texts()
    {
        var wrong = new List<string>();
        await foreach (var line in File.ReadLinesAsync(RepositoryFiles.SharedOrSkip("stories", "stories.jsonl")))
        {
            using var item = JsonDocument.Parse(line);
            var title = item.RootElement.GetProperty("title").GetString()!;
            if (LanguageGuess.Settle([], title) != item.RootElement.GetProperty("lang").GetString())
                wrong.Add(title);
        }

        Assert.InRange(wrong.Count, 0, 4);
    }

    [Fact]
    public async Task The_labelled_stories_are_told_apart()
    {
        var right = 0;
        var decided = 0;
        var all = 0;
        await foreach (var line in File.ReadLinesAsync(RepositoryFiles.SharedOrSkip("stories", "stories.jsonl")))
        {
            using var item = JsonDocument.Parse(line);
            var guess = LanguageGuess.Guess(
                item.RootElement.GetProperty("title").GetString() + ". " + item.RootElement.GetProperty("summary").GetString());
            all++;
            decided += guess is null ? 0 : 1;
            right += guess == item.RootElement.GetProperty("lang").GetString() ? 1 : 0;
        }

        TestContext.Current.SendDiagnosticMessage("{0} items, {1} decided, {2} right", all, decided, right);
        Assert.True(decided - right <= all / 100, $"{all} items, {decided} decided, {right} right");
        Assert.True(right >= all * 97 / 100, $"{all} items, {decided} decided, {right} right");
    }
}
