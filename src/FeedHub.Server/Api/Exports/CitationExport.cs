using System.Globalization;
using FeedHub.Core.Stories;

namespace FeedHub.Server.Api.Exports;

/// <summary>Lists of citations to read: one for each report that is no copy.</summary>
internal static class CitationExport
{
    public static readonly ExportFormat Markdown = new(
        "md", "text/markdown; charset=utf-8", "a list of citations in Markdown", (story, _) => Each(story, InMarkdown));

    /// <summary>As the bibliography of the Chicago Manual of Style has articles of newspapers online (17th edition, 14.191).</summary>
    public static readonly ExportFormat Chicago = new(
        "txt", "text/plain; charset=utf-8", "a list of citations as the Chicago Manual of Style has them",
        (story, _) => Each(story, InChicago));

    private static string Each(Story story, Func<Citation, string> write) => string.Concat(Citation.Of(story).Select(write));

    private static string InMarkdown(Citation citation)
    {
        var title = Escaped(citation.Title);
        var linked = citation.Url is { } url ? $"[{title}](<{url.Replace(">", "%3E", StringComparison.Ordinal)}>)" : title;
        var dated = citation.DatedInWords is { } date ? $", {date}" : "";
        return $"- {linked}. *{Escaped(citation.Outlet)}*{dated}. Seen {citation.SeenInWords}.\n";
    }

    private static string InChicago(Citation citation)
    {
        var dated = citation.Dated?.UtcDateTime.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);
        var seen = citation.Seen.UtcDateTime.ToString("MMMM d, yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var title = OneLine(citation.Title).TrimEnd('.');
        return $"“{title}.” {OneLine(citation.Outlet)}, {dated ?? "n.d."}. Seen {seen}.{(citation.Url is { } url ? $" {url}." : "")}\n";
    }

    /// <summary>What Markdown would read as markup is taken as it stands.</summary>
    private static string Escaped(string text) => string.Concat(OneLine(text).Select(c => "\\`*_[]<>#&~|".Contains(c) ? $"\\{c}" : $"{c}"));

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();
}
