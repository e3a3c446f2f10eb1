using FeedHub.Server.Configuration.Yaml;

namespace FeedHub.Server.Configuration.Files;

/// <summary>The two parts of a brief's file.</summary>
internal sealed record FrontMatter(string Yaml, string Markdown, int LinesAboveMarkdown)
{
    private const string Fence = "---";

    /// <summary>Splits the file at the two lines of three hyphens; null after refusing it.</summary>
    public static FrontMatter? Split(ConfigFile file)
    {
        var lines = file.Text!.ReplaceLineEndings("\n").Split('\n');
        if (lines[0].TrimEnd() != Fence)
        {
            file.Refuse(1, "", "must begin with front matter: a line ---, 'key: value' lines, a line ---");
            return null;
        }
        var end = Array.FindIndex(lines, 1, l => l.TrimEnd() == Fence);
        if (end < 0)
        {
            file.Refuse(1, "", "the front matter has no end; close it with a line ---");
            return null;
        }
        return new(string.Join('\n', lines[1..end]), string.Join('\n', lines[(end + 1)..]), end + 1);
    }
}
