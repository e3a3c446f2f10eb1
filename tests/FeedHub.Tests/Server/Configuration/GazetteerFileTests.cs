namespace FeedHub.Tests.Server.Configuration;

public sealed class GazetteerFileTests : IDisposable
{
    private readonly TemporaryConfig config = new();

    [Fact]
    public void Names_concepts_and_topics_have_words_that_they_exclude_and_names_have_words_beside_them()
    {
        config.Write(
            "gazetteer/own.yaml",
            """
            entries:
              - {kind: state, en: Zedland, not: {en: zedland dollar}, beside: {en: [votes], ru: голос}, not-beside: {en: atlanta.}}
            concepts:
              - {id: investment, en: invest, not: {en: investig}}
            topics:
              - {id: economy, en: market, not: {en: [flea market]}}

            """);
        var contents = config.Read().Gazetteer;
        var entry = Assert.Single(contents.Entries);
        Assert.Equal(["zedland dollar"], entry.Not["en"]);
        Assert.Equal(["голос"], entry.Beside["ru"]);
        Assert.Equal(["atlanta."], entry.NotBeside["en"]);
        Assert.Equal(["investig"], Assert.Single(contents.Concepts).Not["en"]);
        Assert.Equal(["flea market"], Assert.Single(contents.Topics).Not["en"]);
    }

    [Theory]
    [InlineData("not: {fr: investig}", "concepts.not.fr: is not a recognised key")]
    [InlineData("not: investig", "concepts.not: must have 'key: value' lines below it")]
    [InlineData("not: {en: x}", "concepts.not.en: 'x' is not a stem")]
    [InlineData("beside: {en: word}", "concepts.beside: is not a recognised key")]
    public void What_is_wrong_with_them_is_named_by_line_and_key(string keys, string problem)
    {
        config.Write("gazetteer/own.yaml", $"concepts:\n  - {{id: investment, en: invest, {keys}}}\n");
        var reading = config.Read();
        Assert.Contains($"gazetteer/own.yaml:2: {problem}", string.Join('\n', reading.Problems), StringComparison.Ordinal);
        Assert.Empty(reading.Gazetteer.Concepts);
    }

    public void Dispose() => config.Dispose();
}
