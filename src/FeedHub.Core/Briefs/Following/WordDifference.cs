using System.Globalization;
using System.Text;

namespace FeedHub.Core.Briefs.Following;

/// <summary>The differences between two texts, word by word.</summary>
public static class WordDifference
{
    /// <summary>Cells of the table of common words, of four bytes each. Longer texts are compared line by line, then as a whole.</summary>
    private const long MaxCells = 2_000_000;

    /// <summary>The runs of both texts in order: those that are the same, removed or added are the texts before and after.</summary>
    public static IReadOnlyList<WordRun> Compute(string before, string after)
    {
        var (a, b) = (Words(before), Words(after));
        var (start, end) = Common(a, b);
        if (Cells(a, b, start, end) > MaxCells)
        {
            (a, b) = (Lines(before), Lines(after));
            (start, end) = Common(a, b);
        }
        var runs = new Runs();
        runs.Add(WordRunKind.Same, a[..start]);
        if (Cells(a, b, start, end) > MaxCells)
        {
            runs.Add(WordRunKind.Removed, a[start..^end]);
            runs.Add(WordRunKind.Added, b[start..^end]);
        }
        else
        {
            Compare(a[start..^end], b[start..^end], runs);
        }
        runs.Add(WordRunKind.Same, a[^end..]);
        return runs.End();
    }

    private static long Cells(string[] a, string[] b, int start, int end) =>
        (a.Length - start - end + 1L) * (b.Length - start - end + 1L);

    /// <summary>How many tokens are the same at the beginning and at the end; most texts differ in a few places.</summary>
    private static (int Start, int End) Common(string[] a, string[] b)
    {
        var most = Math.Min(a.Length, b.Length);
        var start = 0;
        while (start < most && a[start] == b[start])
            start++;
        var end = 0;
        while (end < most - start && a[^(end + 1)] == b[^(end + 1)])
            end++;
        return (start, end);
    }

    private static void Compare(string[] a, string[] b, Runs runs)
    {
        var common = new int[a.Length + 1, b.Length + 1];
        for (var i = a.Length - 1; i >= 0; i--)
        {
            for (var j = b.Length - 1; j >= 0; j--)
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }
        for (var (i, j) = (0, 0); i < a.Length || j < b.Length;)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                runs.Add(WordRunKind.Same, [a[i]]);
                (i, j) = (i + 1, j + 1);
            }
            else if (j == b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                runs.Add(WordRunKind.Removed, [a[i++]]);
            }
            else
            {
                runs.Add(WordRunKind.Added, [b[j++]]);
            }
        }
    }

    /// <summary>Words, blanks, and every other character alone.</summary>
    private static string[] Words(string text)
    {
        var words = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = at + 1;
            if (IsOfWord(text, at))
            {
                while (end < text.Length && IsOfWord(text, end))
                    end++;
            }
            else if (char.IsWhiteSpace(text[at]))
            {
                while (end < text.Length && char.IsWhiteSpace(text[end]))
                    end++;
            }
            else if (char.IsHighSurrogate(text[at]) && end < text.Length)
            {
                end++;
            }
            words.Add(text[at..end]);
            at = end;
        }
        return [.. words];
    }

    private static bool IsOfWord(string text, int at) => char.IsLetterOrDigit(text, at) || CharUnicodeInfo.GetUnicodeCategory(text, at)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static string[] Lines(string text) => [.. text.Split('\n').Select((line, n) => n == 0 ? line : $"\n{line}")];

    /// <summary>Joins what belongs together: blanks between two changes are part of both, so that phrases are not torn apart.</summary>
    private sealed class Runs
    {
        private readonly List<WordRun> done = [];
        private readonly StringBuilder same = new();
        private readonly StringBuilder removed = new();
        private readonly StringBuilder added = new();

        public void Add(WordRunKind kind, IEnumerable<string> tokens)
        {
            foreach (var token in tokens)
            {
                if (kind == WordRunKind.Same)
                {
                    same.Append(token);
                    continue;
                }
                if (same.Length > 0)
                {
                    if (removed.Length + added.Length > 0 && string.IsNullOrWhiteSpace(same.ToString()))
                    {
                        removed.Append(same);
                        added.Append(same);
                        same.Clear();
                    }
                    else
                    {
                        Flush();
                        Take(WordRunKind.Same, same);
                    }
                }
                (kind == WordRunKind.Removed ? removed : added).Append(token);
            }
        }

        public List<WordRun> End()
        {
            Flush();
            Take(WordRunKind.Same, same);
            return done;
        }

        private void Flush()
        {
            Take(WordRunKind.Removed, removed);
            Take(WordRunKind.Added, added);
        }

        private void Take(WordRunKind kind, StringBuilder text)
        {
            if (text.Length > 0)
                done.Add(new(kind, text.ToString()));
            text.Clear();
        }
    }
}

/// <summary>Whether words are in both texts or in one.</summary>
public enum WordRunKind
{
    Same,
    Removed,
    Added,
}

/// <summary>Words that follow each other and have the same fate.</summary>
public sealed record WordRun(WordRunKind Kind, string Text);
