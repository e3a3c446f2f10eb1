using FeedHub.Core.Briefs;

namespace FeedHub.Tests.Server.Configuration;

/// <summary>The file with the names of sections.</summary>
public sealed class SectionNamesFileTests : IDisposable
{
    private const string File = "section-names.yaml";

    private readonly TemporaryConfig config = new();

    public SectionNamesFileTests() => config.Write("series/weekly/briefs/first.md", TemporaryConfig.Brief.Replace(
        "Text.", "## Unser Blick\n\n**A vote.** Soon.\n\n## What to watch\n\n**A ferry.** Late.", StringComparison.Ordinal));

    [Fact]
    public void A_name_that_an_editor_adds_is_that_of_a_section_and_those_of_the_house_stay()
    {
        Assert.Equal([BriefSectionKind.Other, BriefSectionKind.Watching], Kinds());
        config.Write(File, "watching: { de: [Unser Blick] }\n");
        Assert.Equal([BriefSectionKind.Watching, BriefSectionKind.Watching], Kinds());
        config.Delete(File);
        Assert.Equal([BriefSectionKind.Other, BriefSectionKind.Watching], Kinds());
    }

    [Theory]
    [InlineData("watching: { german: [Unser Blick] }", ":1: watching.german: ")]
    [InlineData("watched: { de: [Unser Blick] }", ":1: watched: is not a recognised key; ")]
    [InlineData("watching: { de: [Blick] }\nwhy-it-matters: { de: [Blick] }",
        ":2: why-it-matters.de: 'Blick' is also the name of another section; remove it from one of them")]
    [InlineData("watching: { de: ['12345678901234567890123456789012345678901234567890 '] }", "")]
    [InlineData("watching: { de: ['123456789012345678901234567890123456789012345678901'] }", "write one of 1 to 50 characters")]
    public void A_mistake_is_told_and_the_last_good_names_stay(string text, string problem)
    {
        config.Write(File, "watching: { de: [Unser Blick] }\n");
        var good = config.Read().GoodTexts;
        config.Write(File, text);
        var reading = config.Read(good);
        if (problem.Length == 0)
        {
            Assert.Equal("", config.Problems(reading));
            return;
        }
        Assert.Contains(problem, config.Problems(reading), StringComparison.Ordinal);
        Assert.Equal(BriefSectionKind.Watching, reading.Series[0].Briefs[0].Brief.Sections[0].Kind);
    }

    public void Dispose() => config.Dispose();

    private IEnumerable<BriefSectionKind> Kinds()
    {
        var reading = config.Read();
        Assert.Equal("", config.Problems(reading));
        return reading.Series[0].Briefs[0].Brief.Sections.Select(s => s.Kind);
    }
}
