namespace FeedHub.Core.Briefs.Following;

/// <summary>The differences between two texts, line by line.</summary>
public static class LineDifference
{
    /// <summary>The table of common lines has the square of this many cells.</summary>
    private const int MaxLines = 1000;

    /// <summary>
    /// Removed lines, marked <c>-</c>, and added lines, marked <c>+</c>, in the order of the texts; common lines are omitted.
    /// </summary>
    public static IReadOnlyList<string> Compute(string before, string after)
    {
        var (a, b) = (Lines(before), Lines(after));
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
            {
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }
        var difference = new List<string>();
        for (var (i, j) = (0, 0); i < a.Length || j < b.Length;)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                (i, j) = (i + 1, j + 1);
            }
            else if (j == b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                difference.Add($"- {a[i++]}");
            }
            else
            {
                difference.Add($"+ {b[j++]}");
            }
        }
        return difference;
    }

    private static string[] Lines(string text) =>
        [.. text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Where(l => l.Length > 0).Take(MaxLines)];
}
