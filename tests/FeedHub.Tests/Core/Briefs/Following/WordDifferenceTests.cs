using FeedHub.Core.Briefs.Following;

namespace FeedHub.Tests.Core.Briefs.Following;

public class WordDifferenceTests
{
    [Theory]
    [InlineData("", "", "")]
    [InlineData("", "new", "{+new+}")]
    [InlineData("old", "", "[-old-]")]
    [InlineData("The toll is 7 manat.", "The toll is 9 manat.", "The toll is [-7-]{+9+} manat.")]
    [InlineData("a slow old ferry", "a fast new ferry", "a [-slow old-]{+fast new+} ferry")]
    [InlineData("one two", "one, two", "one{+,+} two")]
    [InlineData("Bakı, Gəncə", "Bakı, Şəki", "Bakı, [-Gəncə-]{+Şəki+}")]
    [InlineData("ზღვა მშვიდია", "ზღვა ცივია", "ზღვა [-მშვიდია-]{+ცივია+}")]
    [InlineData("cafe\u0301 now", "cafe now", "[-cafe\u0301-]{+cafe+} now")]
    [InlineData("🙂 yes", "🙃 yes", "[-🙂-]{+🙃+} yes")]
    public void What_is_removed_and_what_is_added_stand_where_they_were(string before, string after, string expected) =>
        Assert.Equal(expected, Marked(WordDifference.Compute(before, after)));

    [Fact]
    public void The_runs_are_both_texts_whatever_they_are()
    {
        var chance = new Random(7);
        for (var n = 0; n < 300; n++)
        {
            var (before, after) = (Text(), Text());
            var runs = WordDifference.Compute(before, after);
            Assert.Equal(before, string.Concat(runs.Where(r => r.Kind != WordRunKind.Added).Select(r => r.Text)));
            Assert.Equal(after, string.Concat(runs.Where(r => r.Kind != WordRunKind.Removed).Select(r => r.Text)));
        }

        string Text() => string.Concat(Enumerable.Range(0, chance.Next(40)).Select(_ => "ab ,\n🙂é"[chance.Next(7)]));
    }

    [Fact]
    public void Texts_too_long_for_words_are_compared_by_lines_and_then_as_a_whole()
    {
        string Lines(int count, string word) =>
            string.Join('\n', Enumerable.Range(0, count).Select(n => $"{word} {string.Join(' ', Enumerable.Repeat(n, 30))}"));
        var runs = WordDifference.Compute(Lines(500, "a") + "\nsame\nx", Lines(500, "b") + "\nsame\ny");
        Assert.Contains(runs, r => r is { Kind: WordRunKind.Same, Text: "\nsame" });
        runs = WordDifference.Compute(Lines(5000, "a"), Lines(5000, "b"));
        Assert.Equal([WordRunKind.Removed, WordRunKind.Added], runs.Select(r => r.Kind));
    }

    private static string Marked(IReadOnlyList<WordRun> runs) => string.Concat(runs.Select(r => r.Kind switch
    {
        WordRunKind.Removed => $"[-{r.Text}-]",
        WordRunKind.Added => $"{{+{r.Text}+}}",
        _ => r.Text,
    }));
}
