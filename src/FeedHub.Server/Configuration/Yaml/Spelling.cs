namespace FeedHub.Server.Configuration.Yaml;

/// <summary>Guesses which word was meant.</summary>
internal static class Spelling
{
    /// <summary>"did you mean …?" if one of the words is similar, else all of them.</summary>
    /// <param name="what">What the words are, in the plural.</param>
    public static string Suggest(string written, IReadOnlyCollection<string> words, string what = "keys")
    {
        var (word, distance) = words.Select(w => (w, Distance(written, w))).DefaultIfEmpty(("", int.MaxValue)).MinBy(x => x.Item2);
        return distance <= Math.Max(written.Length < 4 ? 1 : 2, written.Length / 3)
            ? $"did you mean '{word}'?"
            : $"the {what} are {string.Join(", ", words)}";
    }

    /// <summary>Edits from one word to the other (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
            }
        }
        return row[^1];
    }
}
