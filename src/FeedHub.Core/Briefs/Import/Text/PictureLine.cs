namespace FeedHub.Core.Briefs.Import.Text;

/// <summary>Writes a picture of the series' <c>media</c> folder as it stands in the text of a brief.</summary>
public static class PictureLine
{
    /// <param name="alt">What it shows; plain text.</param>
    /// <param name="caption">The words below it; plain text, or null.</param>
    /// <param name="credit">Plain text, or null.</param>
    /// <param name="licence">Address of its licence, or null.</param>
    public static string From(string file, string alt, string? caption, string? credit, string? licence)
    {
        var words = string.Join(" ", new[] { caption, credit }.OfType<string>().Select(MarkdownText.Escape));
        var below = words.Length > 0 ? $"*{words}*" : "";
        if (licence is not null)
        {
            below = $"{below} [Licence](<{licence}>)".Trim();
        }
        return $"![{MarkdownText.Escape(alt)}](media/{file})" + (below.Length > 0 ? $"\n\n{below}" : "");
    }
}
