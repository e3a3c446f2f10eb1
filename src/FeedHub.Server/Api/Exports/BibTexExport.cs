using System.Globalization;
using System.Text;

namespace FeedHub.Server.Api.Exports;

/// <summary>Entries for BibLaTeX and, since they also have a year and a note, for BibTeX.</summary>
internal static class BibTexExport
{
    public static readonly ExportFormat Format = new(
        "bib", "application/x-bibtex; charset=utf-8", "citations for BibTeX and BibLaTeX",
        (story, _) => string.Concat(Citation.Of(story).Select(Entry)));

    private static string Entry(Citation citation)
    {
        var entry = new StringBuilder($"@online{{{citation.Id},\n");
        Field("title", $"{{{Escaped(citation.Title)}}}");
        Field("organization", Escaped(citation.Outlet));
        if (citation.Dated?.UtcDateTime is { } dated)
        {
            Field("date", dated.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Field("year", dated.ToString("yyyy", CultureInfo.InvariantCulture));
        }
        if (citation.Url is { } url)
            Field("url", url.Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal));
        Field("urldate", citation.Seen.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Field("langid", citation.Language);
        Field("note", $"Seen {citation.SeenInWords}");
        return entry.Append("}\n\n").ToString();

        void Field(string name, string value) => entry.Append(CultureInfo.InvariantCulture, $"  {name} = {{{value}}},\n");
    }

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            escaped.Append(c switch
            {
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '#' or '$' or '%' or '&' or '_' or '{' or '}' => $"\\{c}",
                _ when char.IsControl(c) => " ",
                _ => c.ToString(),
            });
        }
        return escaped.ToString();
    }
}
