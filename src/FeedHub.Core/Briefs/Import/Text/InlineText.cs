using System.Text;

namespace FeedHub.Core.Briefs.Import.Text;

/// <summary>A run of text with one style.</summary>
/// <param name="Text">Characters; a single line feed is a line break.</param>
/// <param name="Href">Absolute address of its link, or null.</param>
internal sealed record InlineRun(string Text, bool Bold = false, bool Italic = false, string? Href = null)
{
    public bool IsBreak => Text == "\n";
}

/// <summary>The text of a paragraph or heading with its emphasis and links.</summary>
internal sealed class InlineText
{
    public static readonly InlineText Empty = new([]);

    private InlineText(IReadOnlyList<InlineRun> runs)
    {
        Runs = runs;
        Text = string.Concat(runs.Select(r => r.IsBreak ? " " : r.Text)).Trim();
    }

    public IReadOnlyList<InlineRun> Runs { get; }

    /// <summary>The text without styles.</summary>
    public string Text { get; }

    public bool IsAllBold => Text.Length > 0 && Runs.All(r => r.Bold || string.IsNullOrWhiteSpace(r.Text));

    public bool IsAllItalic => Text.Length > 0 && Runs.All(r => r.Italic || string.IsNullOrWhiteSpace(r.Text));

    public static InlineText From(string text) => From([new InlineRun(text)]);

    /// <summary>The runs with white space collapsed across them and neighbours of equal style joined.</summary>
    public static InlineText From(IEnumerable<InlineRun> runs)
    {
        var tidy = new List<InlineRun>();
        foreach (var run in Joined(runs))
        {
            var text = run.IsBreak ? run.Text : MarkdownText.Collapse(run.Text);
            if (text.Length > 0 && text[0] is ' ' or '\n' && (tidy.Count == 0 || tidy[^1].Text[^1] is ' ' or '\n'))
            {
                text = text[0] == ' ' ? text[1..] : text;
                if (run.IsBreak)
                {
                    Trim(tidy);
                    text = tidy.Count == 0 || tidy[^1].IsBreak ? "" : text;
                }
            }
            if (text.Length == 0)
            {
                continue;
            }
            if (tidy.Count > 0 && !run.IsBreak && !tidy[^1].IsBreak && tidy[^1] with { Text = "" } == run with { Text = "" })
            {
                tidy[^1] = run with { Text = tidy[^1].Text + text };
            }
            else
            {
                tidy.Add(run with { Text = text });
            }
        }
        Trim(tidy);
        while (tidy.Count > 0 && tidy[^1].IsBreak)
        {
            tidy.RemoveAt(tidy.Count - 1);
            Trim(tidy);
        }
        return tidy.Count == 0 ? Empty : new(tidy);
    }

    /// <summary>
    /// Joins neighbours of equal style in one pass; otherwise a text in thousands of pieces would be copied thousands of times.
    /// </summary>
    private static IEnumerable<InlineRun> Joined(IEnumerable<InlineRun> runs)
    {
        var (look, text) = ((InlineRun?)null, new StringBuilder());
        foreach (var run in runs)
        {
            if (look is not null && (run.IsBreak || look.IsBreak || look != run with { Text = look.Text }))
            {
                yield return look with { Text = text.ToString() };
                text.Clear();
            }
            look = text.Length == 0 ? run : look;
            text.Append(run.Text);
        }
        if (look is not null)
        {
            yield return look with { Text = text.ToString() };
        }
    }

    /// <summary>The same words without emphasis, links and line breaks.</summary>
    public InlineText Plain() => From(Text);

    /// <summary>What follows the first <paramref name="length"/> characters of <see cref="Text"/>.</summary>
    public InlineText From(int length)
    {
        var rest = new List<InlineRun>();
        foreach (var run in Runs)
        {
            if (length >= run.Text.Length)
            {
                length -= run.Text.Length;
                continue;
            }
            rest.Add(run with { Text = run.Text[length..] });
            length = 0;
        }
        return From(rest);
    }

    public string Markdown
    {
        get
        {
            var markdown = new StringBuilder();
            for (var i = 0; i < Runs.Count; i++)
            {
                var run = Runs[i];
                if (run.IsBreak)
                {
                    markdown.Append("\\\n");
                    continue;
                }
                var core = run.Text.Trim();
                if (core.Length == 0)
                {
                    markdown.Append(' ');
                    continue;
                }
                var before = run.Text[..run.Text.IndexOf(core, StringComparison.Ordinal)];
                var after = run.Text[(before.Length + core.Length)..];
                var next = after.Length > 0 || i + 1 == Runs.Count || Runs[i + 1].IsBreak ? ' ' : Runs[i + 1].Text[0];
                var last = before.Length > 0 || markdown.Length == 0 ? ' ' : markdown[^1];
                markdown.Append(before).Append(Styled(run, core, last, next)).Append(after);
            }
            return string.Join('\n', markdown.ToString().Split('\n').Select(l => MarkdownText.EscapeLineStart(l.TrimStart())));
        }
    }

    private static string Styled(InlineRun run, string core, char last, char next)
    {
        var text = MarkdownText.Escape(core);
        // A delimiter between a letter and a punctuation character would not open or close (CommonMark §6.2).
        var plain = !char.IsLetterOrDigit(last) && !char.IsLetterOrDigit(next) && last != '*' && next != '*';
        text = run.Italic ? plain ? $"*{text}*" : $"<em>{text}</em>" : text;
        text = run.Bold ? plain && !run.Italic ? $"**{text}**" : $"<strong>{text}</strong>" : text;
        return run.Href is { } href ? $"[{text}](<{href}>)" : text;
    }

    private static void Trim(List<InlineRun> runs)
    {
        while (runs.Count > 0 && !runs[^1].IsBreak)
        {
            var text = runs[^1].Text.TrimEnd(' ');
            if (text.Length > 0)
            {
                runs[^1] = runs[^1] with { Text = text };
                return;
            }
            runs.RemoveAt(runs.Count - 1);
        }
    }
}
