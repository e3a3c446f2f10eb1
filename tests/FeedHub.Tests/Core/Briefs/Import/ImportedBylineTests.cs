using FeedHub.Core.Briefs.Import;

namespace FeedHub.Tests.Core.Briefs.Import;

/// <summary>A line that names the authors is left out of the text, so nothing else may be taken for one.</summary>
public sealed class ImportedBylineTests
{
    [Theory]
    [InlineData("By Leyla Testova", "Leyla Testova")]
    [InlineData("BY LEYLA TESTOVA", "LEYLA TESTOVA")]
    [InlineData("November 2, 2026 by Leyla Testova and Sam Writer", "Leyla Testova|Sam Writer")]
    [InlineData("Posted on November 2, 2026 by the desk", "the desk")]
    [InlineData("An analysis by Leyla Testova | 4 min read", "Leyla Testova")]
    [InlineData("Author: Leyla Testova", "Leyla Testova")]
    public void A_line_that_names_the_authors_is_one(string line, string authors)
    {
        var brief = Import(line);
        Assert.Equal(authors, string.Join('|', brief.Authors));
        Assert.DoesNotContain(line, brief.Markdown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Freight by year")]
    [InlineData("Freight by Year")]
    [InlineData("Goods that go by Sea")]
    [InlineData("by year")]
    [InlineData("What was built by the army")]
    public void Other_words_with_a_by_in_them_stay(string line)
    {
        var brief = Import(line);
        Assert.Empty(brief.Authors);
        Assert.Contains(line, brief.Markdown, StringComparison.Ordinal);
    }

    private static ImportedBrief Import(string line) => Assert.IsType<ImportReading.Read>(HtmlBrief.Read(
        $"<h1>A ferry</h1><article><p>This week’s brief examines the ferry and who pays for it.</p><p>{line}</p><p>More of it.</p></article>",
        "https://desk.example/a/")).Brief;
}
