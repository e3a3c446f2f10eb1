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
        $"dek: {Quoted(DekStandIn)}",
    ];

    /// <summary>Headings of the sections, by the names that are always known.</summary>
    public const string Watching = "What we are watching";
    public const string WhyItMatters = "Why the world should care";

    /// <summary>How a title ends that stands for the editor's own.</summary>
    public const string Untitled = ": write a title";

    /// <summary>Stands for the editor's own dek.</summary>
    public const string DekStandIn = "Write here in a sentence what the brief is about.";

    public static string For(Series series, DateTimeOffset now) => For(series, now, new());

    /// <param name="now">The brief is dated the next morning, so that no slip makes it public at once.</param>
    public static string For(Series series, DateTimeOffset now, TemplateFilling filling)
    {
        var published = new DateTimeOffset(now.UtcDateTime.Date.AddDays(1).AddHours(8), TimeSpan.Zero);
        // The last brief shows how the series names its authors.
        var authors = series.Briefs is [var last, ..] ? last.Authors.Select(a => a.Name).OfType<string>() : [];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            ---
            title: {Quoted(filling.Title)}
            dek: {Quoted(filling.Dek)}
            published: {published:yyyy-MM-ddTHH:mm:ssZ}
            authors: [{List(authors)}]
            topics: [{List(filling.Topics)}]
            regions: [{List(filling.Regions)}]
            ---
            {StandIns[0]}

            ## {filling.Watching}

            {filling.Items ?? StandIns[1]}

            ## {filling.WhyItMatters}

            {StandIns[2]}

            """).ReplaceLineEndings("\n");
    }

    /// <summary>The lines that still say what the template says.</summary>
    public static IEnumerable<CatalogProblem> Unwritten(string text, string file) =>
        text.Split('\n').Select((line, i) => (line: line.Trim(), number: i + 1)).Where(l => IsStandIn(l.line)).Select(
            l => new CatalogProblem(file, l.number, "", "still says what the template says; write your own words, or delete the line"));

    private static bool IsStandIn(string line) => StandIns.Contains(line)
        || (line.StartsWith("title:", StringComparison.Ordinal) && line.Contains(Untitled, StringComparison.Ordinal));

    private static string List(IEnumerable<string> values) => string.Join(", ", values.Select(Quoted));

    private static string Quoted(string name) =>
        $"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}

/// <summary>What a new brief begins with besides what every one does.</summary>
internal sealed record TemplateFilling
{
    public string Title { get; init; } = "";
    public string Dek { get; init; } = "";
    public IReadOnlyList<string> Topics { get; init; } = [];
    public IReadOnlyList<string> Regions { get; init; } = [];
    public string Watching { get; init; } = BriefTemplate.Watching;
    /// <summary>The items being watched, as Markdown; null for what stands in for one.</summary>
    public string? Items { get; init; }
    public string WhyItMatters { get; init; } = BriefTemplate.WhyItMatters;
}
