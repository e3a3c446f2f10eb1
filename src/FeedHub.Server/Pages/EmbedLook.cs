using System.Globalization;
using FeedHub.Core.Timelines;

namespace FeedHub.Server.Pages;

/// <summary>How another site wants to show the newest titles of a series in a frame.</summary>
/// <param name="Theme"><c>light</c> or <c>dark</c>; null for what the reader's own device prefers.</param>
/// <param name="Limit">Maximum number of titles.</param>
internal sealed record EmbedLook(string? Theme, int Limit)
{
    private const int UsualLimit = 5;
    private const int MaxLimit = 20;

    /// <summary>Reads the parameters of the address; the look is null if one of them has a value that is not allowed.</summary>
    public static (EmbedLook? Look, IReadOnlyList<QueryProblem> Problems) Read(string? theme, string? limit)
    {
        List<QueryProblem> problems = [];
        if (theme is not (null or "auto" or "light" or "dark"))
        {
            problems.Add(new("theme", "must be 'light', 'dark' or 'auto', which follows the reader's device"));
        }
        var count = UsualLimit;
        if (limit is not null
            && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > MaxLimit))
        {
            problems.Add(new("limit", $"must be a whole number from 1 to {MaxLimit}"));
        }
        return (problems.Count == 0 ? new(theme == "auto" ? null : theme, count) : null, problems);
    }
}
