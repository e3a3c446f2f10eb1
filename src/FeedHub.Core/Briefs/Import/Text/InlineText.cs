using System.Net;
using System.Text;

namespace FeedHub.Core.Briefs.Import.Text;

/// <summary>The text of a paragraph or heading with its emphasis and links.</summary>
internal sealed class InlineText
{
    public static readonly InlineText Empty = new([]);

    private InlineText(IReadOnlyList<InlineRun> runs)
    {
        Runs = runs;
        Text = string.Concat(runs.Select(r => r.IsBreak ? " " : r.Words)).Trim();
    }

    public IReadOnlyList<InlineRun> Runs { get; }

    /// <summary>The text without styles.</summary>
    public string Text { get; }

    /// <summary>
    /// The text without styles as it is now: without the words marked as deleted, unless all of them are, and without marks of footnotes.
    /// </summary>
    public string Current => Runs.Any(IsPassing) && From(Runs.Where(r => !IsPassing(r))).Text is { Length: > 0 } current ? current : Text;

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
    public InlineText Plain() => From(Current);

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
                var styled = Styled(run, core, last, next);
                // Directly behind a mark, a colon would make it the note itself, and a bracket would make it a link.
                var isJoined = i > 0 && Runs[i - 1].Footnote > 0 && before.Length == 0 && styled[0] is (':' or '(');
                markdown.Append(before).Append(isJoined ? "\\" : "").Append(styled).Append(after);
            }
            return string.Join('\n', markdown.ToString().Split('\n').Select(l => MarkdownText.EscapeLineStart(l.TrimStart())));
        }
    }

    /// <summary>For places in which Markdown is not read, such as a table in HTML.</summary>
    public string Html => string.Concat(Runs.Select(run =>
    {
        if (run.IsBreak)
        {
            return "<br>";
        }
        var html = WebUtility.HtmlEncode(run.Text);
        html = run.Marks.HasFlag(InlineMarks.Code) ? $"<code>{html}</code>" : html;
        html = run.Italic ? $"<em>{html}</em>" : html;
        html = Marked(run.Bold ? $"<strong>{html}</strong>" : html, run.Marks);
        return run.Href is { } href ? $"<a href=\"{WebUtility.HtmlEncode(href)}\">{html}</a>" : html;
    }));

    private static string Styled(InlineRun run, string core, char last, char next)
    {
        if (run.Footnote > 0)
        {
            return $"[^{run.Footnote}]";
        }
        var text = MarkdownText.Escape(core);
        if (run.Marks.HasFlag(InlineMarks.Code))
        {
            // Between backticks nothing can be escaped, and in a table a bar would begin the next cell.
            text = core.AsSpan().ContainsAny('`', '|') || last == '`' || next == '`'
                ? $"<code>{text}</code>" : $"`{core}`";
        }
        // A delimiter between a letter and a punctuation character would not open or close (CommonMark §6.2).
        var plain = !char.IsLetterOrDigit(last) && !char.IsLetterOrDigit(next) && last != '*' && next != '*';
        text = run.Italic ? plain ? $"*{text}*" : $"<em>{text}</em>" : text;
        text = run.Bold ? plain && !run.Italic ? $"**{text}**" : $"<strong>{text}</strong>" : text;
        text = Marked(text, run.Marks);
        return run.Href is { } href ? $"[{text}](<{ForeignText.Destination(href)}>)" : text;
    }

    /// <summary>Markdown has no signs of its own for these; as elements they look the same in every editor.</summary>
    private static string Marked(string text, InlineMarks marks)
    {
        text = marks.HasFlag(InlineMarks.Superscript) ? $"<sup>{text}</sup>" : text;
        text = marks.HasFlag(InlineMarks.Subscript) ? $"<sub>{text}</sub>" : text;
        text = marks.HasFlag(InlineMarks.Deleted) ? $"<del>{text}</del>" : text;
        return marks.HasFlag(InlineMarks.Inserted) ? $"<ins>{text}</ins>" : text;
    }

    private static bool IsPassing(InlineRun run) => run.Footnote > 0 || run.Marks.HasFlag(InlineMarks.Deleted);

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
