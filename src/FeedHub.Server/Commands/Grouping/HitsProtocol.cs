using System.Globalization;
using System.Text.Json.Serialization;
using FeedHub.Core.Content;
using FeedHub.Core.Gazetteer.Hits;
using FeedHub.Core.Gazetteer.Tagging;
using FeedHub.Server.Terminal;

namespace FeedHub.Server.Commands.Grouping;

/// <summary>What <c>feedhub gazetteer hits</c> does: items in, a row for each name and stem out, once all items have been read.</summary>
internal static class HitsProtocol
{
    /// <param name="shown">Which rows are printed.</param>
    /// <param name="json">Whether rows are lines of JSON; otherwise they are columns.</param>
    /// <exception cref="CommandFailure">A line is not an item.</exception>
    public static void Run(TextReader input, TextWriter output, Tagger tagger, Func<HitRow, bool> shown, bool json)
    {
        var survey = new HitSurvey();
        foreach (var item in GroupItem.ReadAll(input))
        {
            var (title, text) = (item.PlainTitle(), item.PlainBody());
            var language = item.Language(title, text).Split('-')[0];
            survey.Add(tagger.Hits(title, text, language), title, text, language);
        }
        var rows = survey.Rows().Where(shown).ToList();
        if (json)
        {
            foreach (var row in rows)
                JsonLine.Write(output, row, HitsJson.Default.HitRow);
        }
        else
        {
            WriteColumns(output, rows);
        }
        output.Flush();
    }

    private static void WriteColumns(TextWriter output, List<HitRow> rows)
    {
        var (id, stem) = (Width(rows, r => r.Id), Width(rows, r => r.Stem));
        foreach (var row in rows)
        {
            var forms = string.Join(", ", row.Forms.Select(f => f.Count == 1 ? f.Words : $"{f.Words} {f.Count}"));
            var reasons = row.Reasons.Count == 0 ? "" : $"  ({string.Join("; ", row.Reasons)})";
            output.WriteLine(TerminalText.Plain(string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Suspicion:0.00} {row.Count,6} {row.Kind.ToString().ToLowerInvariant(),-7} {row.Language} "
                    + $"{row.Id.PadRight(id)} {row.Stem.PadRight(stem)} {forms}{reasons}")));
        }
    }

    /// <summary>The width of a column: that of its longest text, but one long text does not push all others off the screen.</summary>
    private static int Width(List<HitRow> rows, Func<HitRow, string> of) =>
        Math.Min(rows.Select(r => of(r).Length).DefaultIfEmpty().Max(), 28);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(HitRow))]
internal sealed partial class HitsJson : JsonSerializerContext;
