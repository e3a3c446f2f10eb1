using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;

namespace FeedHub.Tests.Core.Gazetteer;

public class TaggerTests
{
    [Theory]
    [InlineData("en", "A crash near Derbent", "Derbent")]
    [InlineData("ru", "Авария под Дербентом", "Derbent")]
    [InlineData("az", "Dərbənddə qəza", "Derbent")]
    [InlineData("hy", "Վթար Դերբենդում", "Derbent")]
    [InlineData("ka", "ავარია დერბენტში", "Derbent")]
    [InlineData("tr", "Derbent'te kaza", "Derbent")]
    [InlineData("az", "Xankəndidə toplantı", "Khankendi")]
    [InlineData("hy", "Ստեփանակերտից լուրեր", "Khankendi")]
    [InlineData("ru", "Встреча в Степанакерте", "Khankendi")]
    [InlineData("tr", "Tiflis'te protesto", "Tbilisi")]
    [InlineData("az", "İrəvanda etiraz", "Yerevan")]
    [InlineData("ru", "Азербайджанская армия", "Azerbaijan")]
    [InlineData("ka", "კობახიძის განცხადება", "Irakli Kobakhidze")]
    [InlineData("ru", "Талышский учёный", "Talysh")]
    [InlineData("en", "Snow at Upper Lars and Zaramag's tunnel", "Nizhny Zaramag")]
    [InlineData("ru", "Паводок в Ножай-Юрте", "Nozhay-Yurt")]
    [InlineData("az", "Horadizdən yola düşdü", "Horadiz")]
    [InlineData("hy", "Հրդեհ Նռնաձորում", "Nrnadzor")]
    [InlineData("ka", "წირვა სვეტიცხოველში", "Svetitskhoveli")]
    [InlineData("tr", "Yüksekova'da çığ düştü", "Yuksekova")]
    [InlineData("en", "Roskomnadzor's list grows", "Roskomnadzor")]
    [InlineData("ru", "Пресс-служба Азерэнержи", "Azerenerji")]
    [InlineData("az", "Fövqəladə Hallar Nazirliyindən bildirilib", "Ministry of Emergency Situations of Azerbaijan")]
    [InlineData("hy", "Հակակոռուպցիոն կոմիտեի հաղորդումը", "Anti-Corruption Committee of Armenia")]
    [InlineData("ka", "პროცესი თბილისის საქალაქო სასამართლოში", "Tbilisi City Court")]
    [InlineData("tr", "Merkez Bankası'nın kararı", "Central Bank of Turkey")]
    [InlineData("en", "Mdinaradze's briefing", "Mamuka Mdinaradze")]
    [InlineData("ru", "Встреча с Арсеном Каноковым", "Arsen Kanokov")]
    [InlineData("az", "Şahidlər Tofiq Bəhramovun adını çəkdi", "Tofiq Bahramov")]
    [InlineData("hy", "Արփինե Սարգսյանը հայտարարեց", "Arpine Sargsyan")]
    [InlineData("ka", "მდინარაძემ ბრიფინგი გამართა", "Mamuka Mdinaradze")]
    [InlineData("tr", "Davutoğlu'ndan açıklama", "Ahmet Davutoglu")]
    [InlineData("ru", "Авария на Чиркейской ГЭС", "Chirkey HPP")]
    [InlineData("az", "Zəfər yolunda təmir", "Victory Road")]
    [InlineData("hy", "Հայկական ատոմակայանի վերանորոգումը", "Armenian Nuclear Power Plant")]
    [InlineData("ka", "ანაკლიის პორტის მშენებლობა", "Anaklia Deep Sea Port")]
    [InlineData("ka", "სომხეთში არჩევნები გაიმართა", "Armenia")]
    [InlineData("ka", "ვიზიტი თურქეთს", "Turkey")]
    [InlineData("ka", "წყალდიდობა ბაღდათში", "Baghdati")]
    [InlineData("ka", "რიზე და ტრაბზონი", "Rize")]
    [InlineData("tr", "Bağdat'ta görüşme", "Baghdad")]
    [InlineData("az", "Bağdadda görüş", "Baghdad")]
    public void A_name_is_found_in_every_language_and_case(string language, string text, string expected) =>
        Assert.Contains(expected, Names(text, language));

    /// <summary>A name that is written in Georgian alone, so that no other language's form of it is found in its place.</summary>
    [Theory]
    [InlineData("ზეგარდი", "ცეცხლი ზეგარდში")]
    [InlineData("ზეგარდე", "ცეცხლი ზეგარდში")]
    [InlineData("ზეგარდა", "ცეცხლი ზეგარდის მახლობლად")]
    public void A_Georgian_name_drops_its_last_vowel_before_an_ending(string name, string text)
    {
        var entry = new GazetteerEntry("zegardi", GazetteerKind.Place, [new KnownName("ka", name)], ["GE"]);
        Assert.Equal(entry, Assert.Single(new Tagger(new GazetteerContents { Entries = [entry] }).Tag(text, "", "ka").Entities).What);
    }

    [Theory]
    [InlineData("en", "Anar Aliyev scored twice", "Ilham Aliyev")]
    [InlineData("ka", "კანონი მიიღეს", "Cannes")]
    [InlineData("az", "Görüşdə müzakirə olunub", "Goris")]
    [InlineData("ru", "Он обошёл соперника", "United Nations")]
    [InlineData("ka", "წინააღმდეგ გახდა", "China")]
    [InlineData("ru", "Синоптики ждут снега", "Sinop")]
    [InlineData("tr", "Bağdat'ta görüşme", "Baghdati")]
    [InlineData("ka", "წყალდიდობა ბაღდათში", "Baghdad")]
    [InlineData("tr", "Kandil mesajı yayımlandı", "Qandil Mountains")]
    [InlineData("tr", "Cumhuriyet Bayramı kutlandı", "Cumhuriyet newspaper")]
    [InlineData("ka", "პირველი ადგილი", "TV Pirveli")]
    [InlineData("hy", "Գառնիկը հաղթեց", "Garni Temple")]
    [InlineData("ru", "Бывший чиновник Эльман Гасымов дал показания", "Polad Hashimov")]
    [InlineData("ru", "Тяжелоатлет Армен Габоян стал чемпионом", "Armenia")]
    [InlineData("az", "Deputat Elçin Həsənov danışıb", "Boris Yeltsin")]
    public void A_word_that_only_looks_like_a_name_is_none(string language, string text, string wrong) =>
        Assert.DoesNotContain(wrong, Names(text, language));

    [Theory]
    [InlineData("en", "1,960 soldiers", "1960")]
    [InlineData("ru", "120 000 человек", "120000")]
    [InlineData("az", "6,5 bal", "6.5")]
    [InlineData("en", "100 thousand people", "100000")]
    public void Figures_are_read_with_their_separators(string language, string text, string expected) =>
        Assert.Contains(expected, ShippedGazetteer.Tagger.Tag(text, "", language).Numbers.Select(n => n.What));

    [Theory]
    [InlineData("en", "Blast at a petrol station", "explosion")]
    [InlineData("ru", "Взрыв на заправке", "petrol-station")]
    [InlineData("hy", "Հրադադարի մասին", "ceasefire")]
    [InlineData("ka", "მიწისძვრა", "earthquake")]
    [InlineData("tr", "Seçim sonuçları", "election")]
    [InlineData("ru", "Железная дорога", "railway")]
    public void A_concept_is_found_in_every_language(string language, string text, string expected) =>
        Assert.Contains(expected, Concepts(text, language));

    [Theory]
    [InlineData("en", "Former mayor Elman Rahimli testifies", "rahimli")]
    [InlineData("ru", "Суд над журналисткой Айтен Рагимли", "ragimli")]
    [InlineData("ka", "ძალოსანმა ზურაბ ჭანტურიამ ვერცხლი მოიპოვა", "canturiam")]
    public void A_surname_is_somebodys_by_the_given_name_before_it(string language, string text, string surname) =>
        Assert.Contains(surname, ShippedGazetteer.Tagger.Tag(text, "", language).People);

    [Fact]
    public void A_given_name_that_is_a_word_as_well_makes_nobody() =>
        Assert.Empty(ShippedGazetteer.Tagger.Tag("Barış Anlaşması İmzalandı", "", "tr").People);

    [Fact]
    public void What_a_concept_follows_is_a_concept()
    {
        var concepts = ShippedGazetteer.Tagger.Contents.Concepts;
        Assert.All(concepts.SelectMany(c => c.After), id => Assert.Contains(concepts, c => c.Id == id));
    }

    [Fact]
    public void What_two_words_name_together_is_not_what_the_second_names_alone() =>
        Assert.DoesNotContain("road", Concepts("Новая железная дорога", "ru"));

    [Fact]
    public void The_gazetteer_has_names_in_six_languages_for_every_entry()
    {
        var entries = ShippedGazetteer.Tagger.Contents.Entries;
        Assert.True(entries.Count >= 2800);
        Assert.All(
            entries,
            e =>
                Assert.Equal(
                    ["az", "en", "hy", "ka", "ru", "tr"], e.Names.Select(n => n.Language).Where(l => l != "und").Distinct().Order()));
        Assert.Equal(15, ShippedGazetteer.Tagger.Contents.Topics.Count);
    }

    [Fact]
    public void No_two_entries_have_a_name_in_common()
    {
        // What a name stands for would hang on the order of files. An entry that needs a word beside it goes before those that do not.
        var names = ShippedGazetteer.Tagger.Contents.Entries.Where(e => e.Beside.Count == 0)
            .SelectMany(e => e.Names, (e, n) => (Entry: e.Id, n.Language, n.Text));
        Assert.Empty(
            names.GroupBy(n => (n.Language, n.Text.ToUpperInvariant()), n => n.Entry).Where(g => g.Distinct().Count() > 1)
                .Select(g => g.Key));
    }

    private static IEnumerable<string> Names(string text, string language) =>
        ShippedGazetteer.Tagger.Tag(text, "", language).Entities.Select(e => e.What.Title);

    private static IEnumerable<string> Concepts(string text, string language) =>
        ShippedGazetteer.Tagger.Tag(text, "", language).Concepts.Select(c => c.What.Id);
}
