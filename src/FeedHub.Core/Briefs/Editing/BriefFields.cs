using System.Text;
using System.Text.RegularExpressions;
using FeedHub.Core.Briefs.Markup;

namespace FeedHub.Core.Briefs.Editing;

/// <summary>Takes a brief's file apart into fields, and puts one together.</summary>
public static partial class BriefFields
{
    /// <summary>
    /// Lines that FeedHub itself writes, about an import, the file that is superseded and when an editor wrote it; nobody merges them.
    /// </summary>
    private static readonly string[] Notes = ["provenance", "supersedes", "edited"];

    /// <summary>The fields in the order of the file.</summary>
    public static IReadOnlyList<BriefField> Read(string text, BriefHeadings? headings = null)
    {
        var (front, markdown) = Split(text);
        var fields = new List<BriefField>();
        var taken = new HashSet<string>();
        foreach (var (key, lines) in Keys(front).Where(k => !Notes.Contains(k.Key)))
            fields.Add(new(BriefFieldKind.FrontMatter, Unique($"front {key}"), key, lines));
        var section = (string?)null;
        foreach (var part in BriefOutline.Read(markdown, headings))
        {
            if (part.Section is null)
            {
                fields.Add(new(BriefFieldKind.Opening, Unique("opening"), "Opening", part.Lines));
            }
            else if (part.Label is null)
            {
                section = Unique($"section {part.Section}");
                fields.Add(new(BriefFieldKind.Section, section, part.Section, part.Lines));
            }
            else
            {
                var item = Unique($"item {section} {part.Label}");
                var watches = WatchLine().Matches(part.Lines);
                fields.Add(new(BriefFieldKind.Item, item, part.Label, WatchLine().Replace(part.Lines, "")) { Parent = section });
                if (watches.Count > 0)
                {
                    var lines = string.Concat(watches.Select(w => w.Groups[1].Value));
                    fields.Add(new(BriefFieldKind.Watch, $"watch {item}", $"Filter of “{part.Label}”", lines)
                    {
                        Parent = item,
                    });
                }
            }
        }
        return fields;

        string Unique(string key)
        {
            var unique = key;
            for (var n = 2; !taken.Add(unique); n++)
                unique = $"{key} ({n})";
            return unique;
        }
    }

    /// <summary>The file with these fields, and with the notes about its import of another file.</summary>
    public static string Write(IEnumerable<BriefField> fields, string notesFrom)
    {
        var all = fields.ToList();
        var file = new StringBuilder("---\n");
        file.AppendJoin("", all.Where(f => f.Kind == BriefFieldKind.FrontMatter).Select(f => f.Lines));
        file.AppendJoin("", Keys(Split(notesFrom).Front).Where(k => k.Key == Notes[0]).Select(k => k.Lines));
        file.Append("---\n");
        var isFirst = true;
        foreach (var field in all.Where(f => f.Kind != BriefFieldKind.FrontMatter))
        {
            // Without a line between them, two paragraphs would be one; items of a list need none.
            if (!isFirst && !EndsInBlankLine(file) && (field.Kind == BriefFieldKind.Watch || !ListItem().IsMatch(field.Lines)))
                file.Append('\n');
            file.Append(field.Kind == BriefFieldKind.Watch ? field.Lines.Trim('\n') + "\n\n" : field.Lines);
            isFirst = false;
        }
        return file.ToString().TrimEnd('\n') + "\n";
    }

    /// <summary>Whether two fields say the same, however their lines are broken.</summary>
    public static bool SayTheSame(string a, string b) => Blanks().Replace(a, " ").Trim() == Blanks().Replace(b, " ").Trim();

    private static (string Front, string Markdown) Split(string text)
    {
        var normal = text.ReplaceLineEndings("\n");
        var end = Fence().Match(normal, Math.Min(normal.Length, 4));
        return normal.StartsWith("---", StringComparison.Ordinal) && end.Success
            ? (normal[(normal.IndexOf('\n', StringComparison.Ordinal) + 1)..end.Index], normal[(end.Index + end.Length)..])
            : ("", normal);
    }

    /// <summary>The keys of the front matter with their lines; comments belong to the key above them.</summary>
    private static IEnumerable<(string Key, string Lines)> Keys(string front)
    {
        var starts = KeyLine().Matches(front);
        for (var n = 0; n < starts.Count; n++)
        {
            var end = n + 1 < starts.Count ? starts[n + 1].Index : front.Length;
            yield return (starts[n].Groups[1].Value, front[(n == 0 ? 0 : starts[n].Index)..end]);
        }
    }

    private static bool EndsInBlankLine(StringBuilder text) => text.Length > 1 && text[^1] == '\n' && text[^2] == '\n';

    [GeneratedRegex(@"^([A-Za-z_][\w-]*):(?=\s)", RegexOptions.Multiline)]
    private static partial Regex KeyLine();

    [GeneratedRegex(@"^---[ \t]*(\n|\z)", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^([ \t]*watch: \{.*\}[ \t]*\n)\n?", RegexOptions.Multiline)]
    private static partial Regex WatchLine();

    [GeneratedRegex(@"^[ \t]{0,3}([-*+]|\d{1,9}[.)])[ \t]")]
    private static partial Regex ListItem();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
