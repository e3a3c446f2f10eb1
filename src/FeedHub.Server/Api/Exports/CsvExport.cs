using System.Globalization;
using FeedHub.Core.Sources.Settings;
using FeedHub.Core.Stories;
using FeedHub.Core.Timelines;
using FeedHub.Core.Urls;

namespace FeedHub.Server.Api.Exports;

/// <summary>
/// Tables as RFC 4180 has them, with a byte order mark, by which spreadsheets know that letters are UTF-8. What a spreadsheet would take
/// for a formula gets an apostrophe before it, so that no outlet's title is run (OWASP, CSV injection).
/// </summary>
internal static class CsvExport
{
    private const string Mark = "\uFEFF";

    public static readonly ExportFormat Stories = new("csv", "text/csv; charset=utf-8; header=present", "a table of stories", Story)
    {
        Head = Mark + Row(
            "story", "arrived", "title", "language", "outlet", "outlets", "reports", "languages", "countries", "kinds", "regions", "topics",
            "url", "page"),
    };

    public static readonly ExportFormat Reports = new(
        "reports.csv", "text/csv; charset=utf-8; header=present", "a table of reports, each with the number of its story", ReportRows)
    {
        Head = Mark + Row(
            "story", "entry", "title", "language", "outlet", "source", "kind", "countries", "url", "dated", "seen", "changed", "copy of"),
    };

    private static string Story(Story story, SiteAddress address)
    {
        var (lead, coverage) = (story.Lead, StoryCoverage.From(story.Reports));
        return Row(
            Number(story.Id.Value), Time(story.Arrived), Republication.Headline(lead), lead.Entry.Language, lead.Source.Title,
            Number(coverage.Outlets), Number(story.Reports.Count), List(coverage.Languages), List(coverage.Countries),
            List(coverage.Kinds.Select(k => k.Name())), List(story.Regions), List(story.Topics), Republication.Link(lead),
            address.Absolute($"/stories/{story.Id}"));
    }

    private static string ReportRows(Story story, SiteAddress address) => string.Concat(story.Reports.Select(report => Row(
        Number(story.Id.Value), report.Entry.Id.Value, Republication.Headline(report), report.Entry.Language, report.Source.Title,
        report.Source.Id.Value, report.Source.Kind?.Name(), List(report.Source.Countries), Republication.Link(report),
        Time(report.Entry.Published), Time(report.Entry.Arrived), Time(report.Entry.Changed), report.DuplicateOf?.Value)));

    private static string Row(params ReadOnlySpan<string?> cells)
    {
        var row = new string?[cells.Length];
        for (var i = 0; i < cells.Length; i++)
            row[i] = Cell(cells[i]);
        return string.Join(',', row) + "\r\n";
    }

    /// <summary>One line, since many a spreadsheet breaks a row at a line break within quotation marks.</summary>
    private static string? Cell(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return text;
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        if (line.TrimStart() is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..])
            line = "'" + line;
        return line.AsSpan().ContainsAny(",\";'\n") ? $"\"{line.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : line;
    }

    private static string List(IEnumerable<string> values) => string.Join(' ', values);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>UTC, in the form that spreadsheets read as a time.</summary>
    private static string? Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
