using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace FeedHub.Tests.Server.Publishing.Day;

/// <summary>The table of docs/publishing.md: what was done on a day with a real WordPress, and which of these steps CI walks too.</summary>
internal sealed partial class DayTable
{
    private readonly Dictionary<string, int> numbers;

    public DayTable()
    {
        Text = File.ReadAllText(RepositoryFiles.Path("docs", "publishing.md"));
        numbers = Row().Matches(Text).ToDictionary(
            r => WebUtility.HtmlDecode(r.Groups[2].Value).Replace("\\|", "|", StringComparison.Ordinal), r => Number(r.Groups[1].Value));
        Walked = [.. Range().Matches(Promise().Match(Text).Groups[1].Value).SelectMany(r =>
        {
            var first = Number(r.Groups[1].Value);
            return Enumerable.Range(first, (r.Groups[2].Success ? Number(r.Groups[2].Value) : first) - first + 1);
        })];
    }

    /// <summary>The whole page.</summary>
    public string Text { get; }

    /// <summary>The steps of which the page says that CI walks them, ascending.</summary>
    public IReadOnlyList<int> Walked { get; }

    /// <summary>The number of a step; null if the table does not have it.</summary>
    public int? NumberOf(string step) => numbers.TryGetValue(step, out var number) ? number : null;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^\| (\d+) \| (.+?) \| .* \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`EditorsDayTests`\s+walks\s+the\s+steps\s+([\d–,\s]+(?:and\s+[\d–]+)?)")]
    private static partial Regex Promise();

    [GeneratedRegex(@"(\d+)(?:–(\d+))?")]
    private static partial Regex Range();
}
