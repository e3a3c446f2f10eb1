using System.Text.RegularExpressions;

namespace FeedHub.Tests.Architecture;

/// <summary>Holds the width of lines that <c>.editorconfig</c> states, which <c>dotnet format</c> does not look at.</summary>
public partial class LineTests
{
    private const int MaxLength = 140;

    /// <summary>A text of this length within a line may make it longer: a pattern or a document says less when it is broken.</summary>
    private const int LongText = 60;

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    public void No_line_is_longer_than_140_characters_but_for_a_long_text_within_it(string folder)
    {
        var tooLong =
            from file in Directory.EnumerateFiles(RepositoryFiles.Path(folder), "*.cs", SearchOption.AllDirectories)
            where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            from line in CodeLines(file)
            where line.Text.Length > MaxLength && line.Text.Length - LongTexts(line.Text) > MaxLength
            select $"{Path.GetRelativePath(RepositoryFiles.Path(), file)}:{line.Number}: {line.Text.Length} characters";
        Assert.Empty(tooLong);
    }

    /// <summary>The lines of a file but for those within a raw text of several lines, each with its number.</summary>
    private static IEnumerable<(int Number, string Text)> CodeLines(string file)
    {
        var isRaw = false;
        foreach (var (index, line) in File.ReadLines(file).Index())
        {
            var wasRaw = isRaw;
            isRaw ^= RawQuotes().Count(line) % 2 == 1;
            if (!wasRaw)
                yield return (index + 1, line);
        }
    }

    private static int LongTexts(string line) => Quoted().Matches(line).Select(m => m.Length).Where(length => length > LongText).Sum();

    [GeneratedRegex("\"{3,}")]
    private static partial Regex RawQuotes();

    [GeneratedRegex("""
        \$"+.*"|"{3,}.*?"{3,}|@\$?"(?:[^"]|"")*"|"(?:[^"\\]|\\.)*"
        """)]
    private static partial Regex Quoted();
}
