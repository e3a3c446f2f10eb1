using FeedHub.Core.Gazetteer;
using FeedHub.Core.Gazetteer.Tagging;

namespace FeedHub.Tests.Core.Gazetteer;

/// <summary>Names and stems that depend on the words beside them.</summary>
public class ContextRuleTests
{
    private static readonly Concept Investment =
        new("investment", Stems("en", "invest"), ["economy"], ConceptWeight.Usual) { Not = Stems("en", "investig") };

    private static readonly Concept Strike =
        new("strike", Stems("en", "strike."), ["protest"], ConceptWeight.Usual) { Not = Stems("en", "missile strike", "strike on") };

    private static readonly GazetteerEntry State = new("zedland", GazetteerKind.State, [new KnownName("en", "Zedland")], ["GE"])
    {
        Not = Stems("en", "zedland dollar"),
        NotBeside = Stems("en", "atlanta."),
    };

    private static readonly GazetteerEntry Region = new("quba", GazetteerKind.Region, [new KnownName("en", "Quba")], ["AZ"]);

    private static readonly GazetteerEntry Club = new("quba-fc", GazetteerKind.Organisation, [new KnownName("en", "Quba")], [])
    {
        Beside = Stems("en", "football", "champions league"),
    };

    private static readonly Tagger Tagger = new(new GazetteerContents
    {
        Entries = [State, Region, Club],
        Concepts = [Investment, Strike],
        Topics = [new Topic("economy", Stems("en", "market")) { Not = Stems("en", "flea market") }],
    });

    [Theory]
    [InlineData("They invest in roads", "investment")]
    [InlineData("The investigation goes on", "")]
    [InlineData("The investigation of an investor", "investment")]
    [InlineData("Miners on strike", "strike")]
    [InlineData("A missile strike", "")]
    [InlineData("A missile and drone strike", "strike")]
    [InlineData("A missile night strike", "")]
    [InlineData("The strike on a depot", "")]
    public void A_word_in_a_phrase_that_the_concept_excludes_is_none_of_its(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Tagger.Tag(text, "", "en").Concepts.Select(c => c.What.Id)));

    [Theory]
    [InlineData("Markets fall", "economy")]
    [InlineData("A flea market opens", "")]
    public void A_topic_excludes_phrases_as_well(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Tagger.Tag(text, "", "en").Topics.Select(t => t.What)));

    [Theory]
    [InlineData("Zedland votes", "Zedland")]
    [InlineData("The Zedland dollar falls", "")]
    [InlineData("The Zedland dollar falls as Zedland votes", "Zedland")]
    [InlineData("Zedland votes, says a paper in Atlanta", "")]
    public void A_name_is_another_in_a_phrase_or_beside_a_word_that_its_entry_excludes(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', Tagger.Tag(text, "", "en").Entities.Select(e => e.What.Title)));

    [Theory]
    [InlineData("Snow in Quba", "en", "quba")]
    [InlineData("Quba win in the Champions League", "en", "quba-fc")]
    [InlineData("Quba, the football club", "en", "quba-fc")]
    public void Of_two_entries_with_one_name_the_one_that_needs_a_word_has_it_where_the_word_is(
        string text, string language, string expected) =>
        Assert.Equal(expected, Assert.Single(Tagger.Tag(text, "", language).Entities).What.Id);

    [Fact]
    public void A_word_is_needed_only_in_the_languages_that_name_one()
    {
        var entry = new GazetteerEntry("lori", GazetteerKind.Region, [new KnownName("en", "Lori"), new KnownName("ru", "Лори")], ["AM"])
        {
            Beside = Stems("en", "armen"),
        };
        var tagger = new Tagger(new GazetteerContents { Entries = [entry] });
        Assert.Empty(tagger.Tag("Lori sings", "", "en").Entities);
        Assert.Single(tagger.Tag("Lori sings in Armenia", "", "en").Entities);
        Assert.Single(tagger.Tag("Снег в Лори", "", "ru").Entities);
    }

    private static Dictionary<string, IReadOnlyList<string>> Stems(string language, params string[] stems) => new() { [language] = stems };
}
