using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Hits;
using FeedHub.Core.Gazetteer.Tagging;

namespace FeedHub.Tests.Core.Gazetteer;

public class HitSurveyTests
{
    private static readonly Tagger Tagger = new(new GazetteerContents
    {
        Entries =
        [
            new GazetteerEntry("lyon", GazetteerKind.City, [new KnownName("en", "Lyon")], []),
            new GazetteerEntry("van", GazetteerKind.City, [new KnownName("en", "Van")], ["TR"]),
        ],
        Concepts =
        [
            Concept("protest", "protest", "march"),
            Concept("investment", "economy", "invest"),
            Concept("trade", "economy", "import", "export"),
            Concept("price", "economy", "price"),
            Concept("court", "justice", "court"),
            Concept("shelling", "conflict", "shell"),
        ],
        Topics = [new Topic("justice", new Dictionary<string, IReadOnlyList<string>> { ["en"] = ["trial"] })],
    });

    [Fact]
    public void Each_stem_and_name_has_a_row_with_the_words_that_it_was_found_in()
    {
        var rows = Survey("Imports rise", "Import of goods", "The import duty", "Snow in Lyon", "A trial in court");
        var imports = Assert.Single(rows, r => r.Stem == "import");
        Assert.Equal((HitKind.Concept, "trade", "en", 3), (imports.Kind, imports.Id, imports.Language, imports.Count));
        Assert.Equal([new HitForm("import", 2), new HitForm("imports", 1)], imports.Forms);
        Assert.Equal(
            [(HitKind.Concept, "court"), (HitKind.Topic, "justice"), (HitKind.Name, "Lyon")],
            rows.Where(r => r.Stem != "import").Select(r => (r.Kind, r.Id)).Order());
    }

    [Fact]
    public void A_stem_whose_word_goes_on_as_no_other_does_is_suspicious() => Assert.Contains(
        "odd endings",
        Survey(
            "They invest", "The investigation", "An investigation", "Imports", "Exports", "Prices", "Courts", "Shells", "A price",
            "A court").First(r => r.Suspicion > 0 && r.Stem == "invest").Reasons);

    [Fact]
    public void A_stem_that_stands_among_other_subjects_is_suspicious()
    {
        var rows = Survey("Imports and prices in march", "march exports and prices", "Prices of imports", "Court and trial");
        Assert.Equal("march", rows[0].Stem);
        Assert.Contains("other subjects beside it", rows[0].Reasons);
    }

    [Fact]
    public void A_stem_that_has_one_word_beside_it_most_of_the_time_is_suspicious() => Assert.Contains(
        "mostly with “company”",
        Survey("The Shell company", "A Shell company", "Shell company sued", "Shell fell").First(r => r.Stem == "shell").Reasons);

    [Fact]
    public void A_name_that_is_also_a_word_in_small_letters_is_suspicious() => Assert.Contains(
        "a word in small letters too", Survey("Van burns", "The van and the other van", "A van stolen").First(r => r.Id == "Van").Reasons);

    [Fact]
    public void Nothing_is_found_in_no_texts() => Assert.Empty(new HitSurvey().Rows());

    private static IReadOnlyList<HitRow> Survey(params string[] titles)
    {
        var survey = new HitSurvey();
        foreach (var title in titles)
            survey.Add(Tagger.Hits(title, "", "en"), title, "", "en");
        return survey.Rows();
    }

    private static Concept Concept(string id, string topic, params string[] stems) =>
        new(id, new Dictionary<string, IReadOnlyList<string>> { ["en"] = stems }, [topic], ConceptWeight.Usual);
}
