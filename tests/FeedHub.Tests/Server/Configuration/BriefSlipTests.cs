namespace FeedHub.Tests.Server.Configuration;

/// <summary>Slips in a brief that leave it readable: they are told in words that say what was meant.</summary>
public sealed class BriefSlipTests : IDisposable
{
    private const string File = "series/weekly/briefs/first.md";

    private readonly TemporaryConfig config = new();

    [Theory]
    [InlineData("##What we are watching\n\n**A vote.** Soon.",
        File + ":6: '##What we are watching' is text and not a heading; write a blank after the hashes: '## What we are watching'")]
    [InlineData("Text.\n#What we’re watching",
        File + ":7: '#What we’re watching' is text and not a heading; write a blank after the hashes: '# What we’re watching'")]
    [InlineData("## What we are watching\n\n###A vote\nSoon.",
        File + ":8: '###A vote' is text and not a heading; write a blank after the hashes: '### A vote'")]
    [InlineData("## What we are watching\n\n**A vote.** Soon.\n\nwatch: {topic: transprot}",
        File + ":10: watch.topic: “transprot” is not a topic of the gazetteer, so nothing would be found; did you mean 'transport'?")]
    [InlineData("## What we are watching\n\n**A vote.** Soon.\n\nwatch: {topic: fishing}",
        File + ":10: watch.topic: “fishing” is not a topic of the gazetteer, so nothing would be found; the topics are trade, transport")]
    [InlineData("## What we are watching\n\n**A vote.** Soon.\n\nwatch: {region: [nl, RU, RU-DE], q: vote}",
        File + ":10: watch.region: “NL” is not a region of the gazetteer, so nothing would be found; the regions are AZ, RU, RU-DA\n"
        + File + ":10: watch.region: “RU-DE” is not a region of the gazetteer, so nothing would be found; did you mean 'RU-DA'?")]
    public void What_an_editor_meant_is_told_and_the_brief_stays(string text, string problem)
    {
        WriteGazetteer();
        config.Write(File, TemporaryConfig.Brief.Replace("Text.", text, StringComparison.Ordinal));
        var reading = config.Read();
        Assert.Equal(problem, config.Problems(reading));
        Assert.DoesNotContain(
            Assert.Single(reading.Series[0].Briefs).Brief.Sections.SelectMany(s => s.Items), i => i.Watch is not null);
    }

    [Theory]
    [InlineData("#Tbilisi is a hashtag.")]
    [InlineData("    ##What we are watching")]
    [InlineData("```\n##What we are watching\n```")]
    [InlineData("Text ##here.\n\n## What we are watching\n\n**A vote.** Soon.\n\nwatch: {topic: [transport, trade], region: [ru, RU-DA]}")]
    public void What_only_looks_like_such_a_mistake_is_not_told(string text)
    {
        WriteGazetteer();
        config.Write(File, TemporaryConfig.Brief.Replace("Text.", text, StringComparison.Ordinal));
        Assert.Equal("", config.Problems(config.Read()));
    }

    private void WriteGazetteer() => config.Write(
        "gazetteer/own.yaml",
        """
        entries:
          - {kind: state, region: AZ, en: Azerbaijan}
          - {kind: region, region: RU-DA, en: Dagestan}
        concepts:
          - {id: export, topics: [trade], en: export}
        topics:
          - {id: transport, en: railway}

        """);

    public void Dispose() => config.Dispose();
}
