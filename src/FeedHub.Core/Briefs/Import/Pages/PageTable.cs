using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using FeedHub.Core.Briefs.Import.Blocks;
using FeedHub.Core.Briefs.Import.Text;

namespace FeedHub.Core.Briefs.Import.Pages;

/// <summary>Reads a table without tables in it: as a table of Markdown, or as HTML if cells extend over several rows or columns.</summary>
internal static class PageTable
{
    /// <summary>Maximum cells; the rows of a larger table become paragraphs.</summary>
    private const int MaxCells = 2_000;
    /// <summary>Maximum columns over which a cell extends (HTML, 4.9.11).</summary>
    private const int MaxSpan = 1_000;

    private sealed record Cell(string Name, InlineText Text, int Columns, int Rows);

    /// <param name="read">Reads the content of a cell.</param>
    /// <returns>Null for a table without cells.</returns>
    public static ImportBlock? From(IElement table, Func<IElement, InlineText> read, PageLosses losses)
    {
        var rows = table.QuerySelectorAll("tr").Select(r => r.Children.Select(c => ToCell(c, r, read)).ToList())
            .Where(r => r.Count > 0).ToList();
        if (rows.Count == 0)
        {
            return null;
        }
        if (table.QuerySelector("td img, th img, td ul, td ol") is not null)
        {
            losses.Add(table, "of pictures and lists in its cells only the words are kept");
        }
        var words = rows.Select(r => string.Join(' ', r.Select(c => c.Text.Text))).ToList();
        var width = rows.Max(r => r.Count);
        if (width * rows.Count > MaxCells)
        {
            losses.Add(table, $"it has more than {MaxCells} cells; its rows are paragraphs now");
            return ImportBlock.Verbatim(string.Join("\n\n", rows.Select(r => string.Join(' ', r.Select(InOneLine)))), words);
        }
        var spans = rows.Exists(r => r.Exists(c => c.Columns > 1 || c.Rows > 1));
        return ImportBlock.Verbatim(spans ? Html(rows) : Pipes(rows, width), words);
    }

    private static Cell ToCell(IElement cell, IElement row, Func<IElement, InlineText> read)
    {
        // A cell ends with the group of its row, and 0 means just that (HTML, 4.9.12).
        var below = cell.HasAttribute("rowspan")
            ? row.ParentElement!.Children.SkipWhile(r => r != row).Count(r => r.LocalName == "tr")
            : 1;
        var rows = Span(cell, "rowspan");
        return new(
            cell.LocalName == "th" ? "th" : "td", read(cell), Math.Clamp(Span(cell, "colspan"), 1, MaxSpan),
            rows == 0 ? below : Math.Min(rows, below));
    }

    private static int Span(IElement cell, string name) =>
        uint.TryParse(cell.GetAttribute(name), CultureInfo.InvariantCulture, out var number) ? (int)Math.Min(number, MaxSpan) : 1;

    private static string Pipes(List<List<Cell>> rows, int width)
    {
        var lines = new StringBuilder();
        for (var i = 0; i < rows.Count; i++)
        {
            lines.Append("| ").AppendJoin(" | ", rows[i].Select(InOneLine).Concat(Enumerable.Repeat("", width - rows[i].Count)))
                .Append(" |\n");
            if (i == 0)
            {
                lines.Append('|').Insert(lines.Length, " --- |", width).Append('\n');
            }
        }
        return lines.ToString().TrimEnd('\n');
    }

    private static string InOneLine(Cell cell) => cell.Text.Markdown.Replace("\\\n", " ", StringComparison.Ordinal);

    /// <summary>The empty line after each row keeps each of them a block of its own, and a large table within the bounds.</summary>
    private static string Html(List<List<Cell>> rows)
    {
        var html = new StringBuilder("<table>\n\n");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            foreach (var cell in row)
            {
                html.Append('<').Append(cell.Name).Append(Attribute("colspan", cell.Columns)).Append(Attribute("rowspan", cell.Rows))
                    .Append('>').Append(cell.Text.Html).Append("</").Append(cell.Name).Append('>');
            }
            html.Append("</tr>\n\n");
        }
        return html.Append("</table>").ToString();
    }

    private static string Attribute(string name, int span) =>
        span > 1 ? string.Create(CultureInfo.InvariantCulture, $" {name}=\"{span}\"") : "";
}
