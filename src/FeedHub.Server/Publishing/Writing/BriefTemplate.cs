using System.Globalization;
using FeedHub.Core.Briefs;
using FeedHub.Core.Catalog;

namespace FeedHub.Server.Publishing.Writing;

/// <summary>The text with which an editor begins a new brief.</summary>
internal static class BriefTemplate
{
    /// <summary>What stands for the editor's own words. None of it may come out.</summary>
    private static readonly string[] StandIns =
    [
        "Write here what happened, and why now.",
        "**The thing to watch.** Write here what would show that it is changing.",
        "Write here what it means for readers far away.",
    ];

    /// <param name="now">The brief is dated the next morning, so that no slip makes it public at once.</param>
    public static string For(Series series, DateTimeOffset now)
    {
        var published = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1).AddHours(8), TimeSpan.Zero);
        // The last brief shows how the series names its authors.
        var authors = series.Briefs is [var last, ..] ? last.Authors.Select(a => a.Name).OfType<string>() : [];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            ---
            title: ""
            dek: ""
            published: {published:yyyy-MM-ddTHH:mm:ssZ}
            authors: [{string.Join(", ", authors.Select(Quoted))}]
            topics: []
            regions: []
            ---
            {StandIns[0]}

            ## What we are watching

            {StandIns[1]}

            ## Why the world should care

            {StandIns[2]}

            """).ReplaceLineEndings("\n");
    }

    /// <summary>The lines that still say what the template says.</summary>
    public static IEnumerable<CatalogProblem> Unwritten(string text, string file) =>
        text.Split('\n').Select((line, i) => (line, number: i + 1)).Where(l => StandIns.Contains(l.line.Trim())).Select(
            l => new CatalogProblem(file, l.number, "", "still says what the template says; write your own words, or delete the line"));

    private static string Quoted(string name) =>
        $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
