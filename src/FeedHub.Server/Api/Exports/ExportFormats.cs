namespace FeedHub.Server.Api.Exports;

/// <summary>Every format in which stories are exported. To add one, add it here: the route and the reference follow from it.</summary>
internal static class ExportFormats
{
    public static readonly IReadOnlyList<ExportFormat> All =
    [
        CsvExport.Stories, CsvExport.Reports, JsonLinesExport.Format, CitationExport.Markdown, CitationExport.Chicago, BibTexExport.Format,
        CslExport.Format,
    ];
}
