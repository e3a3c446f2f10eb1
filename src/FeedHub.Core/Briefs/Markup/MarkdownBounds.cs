namespace FeedHub.Core.Briefs.Markup;

/// <summary>
/// Finds, in one pass over the characters, input for which Markdig would need time quadratic in its length, the whole stack, or gigabytes
/// of memory. Markdig cannot be cancelled, so such a text must never reach it. Briefs have about ten thousand characters and are far below
/// each bound.
/// </summary>
internal static class MarkdownBounds
{
    /// <summary>Maximum nesting of lists, list items and quotations; Markdig throws from 64 lists on.</summary>
    public const int MaxDepth = 40;
    /// <summary>Maximum characters.</summary>
    public const int MaxLength = 256 * 1024;
    /// <summary>
    /// Maximum marks in one run of lines. In the tree, which is walked by recursion, each may contain all that follow it.
    /// </summary>
    private const int MaxMarks = 4_000;
    /// <summary>
    /// Maximum of marks times characters, summed over the runs of lines; a million costs at worst 5 ms of CPU time (unclosed links).
    /// </summary>
    private const long MaxWork = 100_000_000;
    /// <summary>Every row of a table gets as many cells as the widest row, so that width and number of rows multiply.</summary>
    private const long MaxCells = 50_000;

    private static readonly string[] Schemes = ["http://", "https://", "ftp://", "mailto:", "tel:", "www."];

    /// <summary>The first excess, or null.</summary>
    public static MarkdownExcess? Find(string markdown)
    {
        if (markdown.Length > MaxLength)
        {
            return new(1, $"the text has {markdown.Length} characters; the limit is {MaxLength}");
        }
        var (number, work, cells) = (0, 0L, 0L);
        var run = default(Run);
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            number++;
            if (Depth(line) > MaxDepth)
            {
                return new(number, $"lists and quotations are nested more than {MaxDepth} levels deep; reduce the nesting");
            }
            if (line.Trim(" \t").IsEmpty)
            {
                (work, cells) = (work + run.Work, cells + run.Cells);
                run = default;
                continue;
            }
            run.Add(line);
            if (run.Marks > MaxMarks || work + run.Work > MaxWork)
            {
                return new(
                    number, "has too many marks for links, emphasis, code and the like without an empty line; add empty lines, "
                    + "or put \\ before marks that are ordinary characters");
            }
            if (cells + run.Cells > MaxCells)
            {
                return new(number, "has tables with too many cells; make them smaller");
            }
        }
        return null;
    }

    /// <summary>Lists and quotations that a line opens or continues: its marks, and the columns by which it is indented.</summary>
    private static int Depth(ReadOnlySpan<char> line)
    {
        var (depth, columns, marks) = (0, 0, 0);
        for (var i = 0; i < line.Length && depth <= MaxDepth; i++)
        {
            if (line[i] is ' ' or '\t')
            {
                columns += line[i] == ' ' ? 1 : 4;
                continue;
            }
            if (MarkLength(line[i..]) is not (> 0 and var length) || IsRule(line[i..]))
            {
                break;
            }
            // The content of a list item is at least two columns to the right of its mark.
            depth += 1 + (columns / 2);
            marks++;
            // The first space after a mark is part of it.
            columns = -1;
            i += length - 1;
        }
        return marks == 0 ? 0 : depth;
    }

    /// <summary>Length of the mark of a list item or quotation at the beginning of a text; 0 if there is none.</summary>
    private static int MarkLength(ReadOnlySpan<char> text)
    {
        if (text[0] == '>')
        {
            return 1;
        }
        var digits = text[0] is '-' or '*' or '+' ? 0 : text[..Math.Min(10, text.Length)].IndexOfAnyExceptInRange('0', '9');
        var length = text[0] is '-' or '*' or '+' ? 1 : digits > 0 && text[digits] is '.' or ')' ? digits + 1 : 0;
        return length > 0 && (length == text.Length || text[length] is ' ' or '\t') ? length : 0;
    }

    /// <summary>Three or more of one character and nothing else are a thematic break (CommonMark §4.1).</summary>
    private static bool IsRule(ReadOnlySpan<char> text)
    {
        var sign = text[0];
        return sign is '-' or '*' && text.Count(sign) >= 3 && text.IndexOfAnyExcept(sign, ' ', '\t') < 0;
    }

    /// <summary>Lines without an empty line between them: Markdig never parses more than that as one text.</summary>
    private struct Run
    {
        private int lines;
        private int pipes;
        private long length;

        public int Marks { get; private set; }

        public readonly long Work => Marks * length;

        public readonly long Cells => pipes == 0 ? 0 : (long)pipes * lines;

        public void Add(ReadOnlySpan<char> line)
        {
            lines++;
            length += line.Length + 1;
            var inLine = 0;
            for (var i = 0; i < line.Length; i++)
            {
                switch (line[i])
                {
                    case '\\':
                        i++;
                        break;
                    case '|':
                        inLine++;
                        Marks++;
                        break;
                    case '[' or '<' or '*' or '_' or '`':
                        Marks++;
                        break;
                    case 'h' or 'f' or 'm' or 't' or 'w' when StartsAddress(line[i..]):
                        Marks++;
                        break;
                }
            }
            // The underline of a heading (CommonMark §4.3), for which Markdig searches back through the run.
            Marks += line.TrimStart(" >\t") is ['-' or '=', ..] ? 1 : 0;
            pipes = Math.Max(pipes, inLine);
        }

        private static bool StartsAddress(ReadOnlySpan<char> text)
        {
            foreach (var scheme in Schemes)
            {
                if (text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
            return false;
        }
    }
}
